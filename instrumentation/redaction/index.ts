/**
 * What must not leave the process, in one rule set for every sink: spans where they enter the export queue, log
 * records where they are made, baggage where it is taken in and handed on.
 */
export { REDACTED } from './range';
export { redactRecord } from './record';
export { createRedactor, type RedactionOptions, type Redactor } from './redactor';
export { redactSpan } from './span';
