import type { AttributeValue, Attributes } from '@opentelemetry/api';
import { cards } from './detect/card';
import { schemesAndKeys, tokens, urlCredentials } from './detect/credential';
import { emails } from './detect/email';
import { secretPairs } from './detect/pairs';
import { matchingWords } from './detect/words';
import { nameRules } from './names';
import { masked, type Range, REDACTED } from './range';
import { AT, BLANK, DIGITS, RUN, SEPARATOR, traitsOf } from './traits';
import { withoutLiterals } from './statement';

/** What is hidden, on top of the built-in rules. */
export interface RedactionOptions {
  /** False hides nothing. */
  readonly enabled: boolean;
  /** Names of fields, headers, attributes, query parameters and baggage whose values are hidden; `*` is a wildcard. */
  readonly names: readonly string[];
  /** Names whose values are not hidden by their name, built-in ones too. */
  readonly keep: readonly string[];
  /** Words that are hidden wherever they stand; `*` is a wildcard. */
  readonly values: readonly string[];
}

/**
 * The one rule set: what may leave the process of a text, a query, or a map of attributes. Every function takes time
 * linear in its input, never throws, and returns its very input where there is nothing to hide.
 */
export interface Redactor {
  /** True if a value of this name is hidden whatever it holds. */
  hides(name: string): boolean;
  /** Running text, such as a message, a path or a URL. */
  text(text: string): string;
  /** A query without its `?`: values of hidden names, and what {@link text} finds in the others. */
  query(query: string): string;
  /** A value under its name. */
  value(name: string, value: AttributeValue): AttributeValue;
  /** Text of a database statement in the dialect of `system`, as `db.system.name` has it: its literal values. */
  statement(text: string, system: string): string;
  /** Every value of a map under its name. */
  attributes<A extends Attributes>(attributes: A): A;
}

/** Names whose values come from a closed set, or from the gateway's own code; looking into them is time lost. */
const PLAIN = new Set([
  'http.request.method',
  'http.route',
  'url.scheme',
  'network.protocol.version',
  'error.type',
  'exception.type',
]);

const QUERY_ATTRIBUTE = 'url.query';

/** Compiles the rules. */
export function createRedactor(options: RedactionOptions): Redactor {
  if (!options.enabled) return hidesNothing;
  const rules = nameRules(options);
  const words = matchingWords(options.values);

  const text = (input: string): string => {
    const traits = traitsOf(input);
    if (traits === 0 && words === undefined) return input;
    const found: Range[] = words === undefined ? [] : [...words(input)];
    if ((traits & SEPARATOR) !== 0) found.push(...secretPairs(input, rules));
    if ((traits & AT) !== 0) found.push(...emails(input), ...urlCredentials(input));
    if ((traits & DIGITS) !== 0) found.push(...cards(input));
    if ((traits & RUN) !== 0) found.push(...tokens(input));
    if ((traits & BLANK) !== 0) found.push(...schemesAndKeys(input));
    return masked(input, found);
  };
  // With the question mark in front, the first parameter looks like the others.
  const query = (input: string): string => text(`?${input}`).slice(1);
  const value = (name: string, input: AttributeValue): AttributeValue => {
    if (PLAIN.has(name)) return input;
    if (rules.hides(name)) return REDACTED;
    if (typeof input === 'string') return name === QUERY_ATTRIBUTE ? query(input) : text(input);
    return Array.isArray(input) ? list(input, text) : input;
  };
  return {
    hides: rules.hides,
    text,
    query,
    statement: withoutLiterals,
    value,
    attributes: (input) => {
      let copy: typeof input | undefined;
      for (const name in input) {
        const before = input[name];
        if (before === undefined) continue;
        const after = value(name, before);
        if (after !== before) (copy ??= { ...input })[name] = after as typeof before;
      }
      return copy ?? input;
    },
  };
}

function list(values: AttributeValue & unknown[], text: (input: string) => string): AttributeValue {
  const after = values.map((one: unknown) => (typeof one === 'string' ? text(one) : one));
  return after.some((one, index) => one !== values[index]) ? (after as AttributeValue) : values;
}

const hidesNothing: Redactor = {
  hides: () => false,
  text: (input) => input,
  query: (input) => input,
  statement: (input) => input,
  value: (_name, input) => input,
  attributes: (input) => input,
};
