import type { Attributes } from '@opentelemetry/api';
import type { Redactor } from './redactor';

/** The parts of a log record that a gateway fills. */
interface Filled {
  readonly body?: unknown;
  readonly attributes: object;
}

/** The log record as it may leave the process: body and attributes. The very record if all may. */
export function redactRecord<R extends Filled>(record: R, redactor: Redactor): R {
  const attributes = redactor.attributes(record.attributes as Attributes);
  const body = typeof record.body === 'string' ? redactor.text(record.body) : record.body;
  if (attributes === record.attributes && body === record.body) return record;
  return { ...record, attributes, ...(body === undefined ? {} : { body }) };
}
