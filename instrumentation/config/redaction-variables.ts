import type { RedactionOptions } from '../redaction/redactor';
import { boolean, text } from './parse';
import { patternList } from './patterns';
import type { Reader } from './reader';
import { tracingVariables } from './tracing-variables';
import { optional, required } from './variable';

/** Variables of the rules for what must not leave the process. */
export const redactionVariables = {
  redaction: required({
    name: 'GATEWATCH_REDACTION',
    type: 'boolean',
    parse: boolean,
    default: true,
    help: 'False lets secrets and personal data out in spans, exported log records and baggage; for a look in private.',
  }),
  redactNames: required({
    name: 'GATEWATCH_REDACT_NAMES',
    type: 'list of names, * is a wildcard',
    parse: patternList,
    default: [],
    help: 'Headers, fields, attributes and query parameters whose values are hidden, on top of the built-in ones.',
  }),
  redactKeep: required({
    name: 'GATEWATCH_REDACT_KEEP',
    type: 'list of names, * is a wildcard',
    parse: patternList,
    default: [],
    help: 'Names whose values are not hidden by their name, built-in ones too, e.g. client.address.',
  }),
  redactValues: required({
    name: 'GATEWATCH_REDACT_VALUES',
    type: 'list of words, * is a wildcard',
    parse: patternList,
    default: [],
    help: 'Words that are hidden wherever they stand, e.g. ACME-*. Never shown.',
    secret: true,
  }),
  userIdKey: optional({
    name: 'GATEWATCH_USER_ID_KEY',
    type: 'text',
    parse: text,
    help: 'Key of the hash that stands on spans in place of the id of a user; without it anybody can try ids out. Never shown.',
    secret: true,
  }),
} as const;

/** The redaction that the variables describe. */
export function redactionConfig(reader: Reader): RedactionOptions {
  return {
    enabled: reader.get(redactionVariables.redaction),
    // The force header holds a secret of ours.
    names: [...reader.get(redactionVariables.redactNames), reader.get(tracingVariables.forceHeader)],
    keep: reader.get(redactionVariables.redactKeep),
    values: reader.get(redactionVariables.redactValues),
  };
}
