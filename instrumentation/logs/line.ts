import type { SpanContext } from '@opentelemetry/api';
import type { ReadableLogRecord } from '@opentelemetry/sdk-logs';
import { stripVTControlCharacters } from 'node:util';
import type { LoggerHook } from '../config/hooks';
import { type AttributeValue, flatten, VALUE_LENGTH_LIMIT } from './flatten';
import { ID_KEYS, type IdKeys } from './lines';
import { severityOf } from './severity';

/** A log line as the hot path leaves it: everything that costs time is done when its batch is sent. */
export interface LogLine {
  readonly logger: LoggerHook;
  /** The finished JSON line: after the logger's own serializers and redaction. */
  readonly text: string;
  /** Numeric level, as of pino and bunyan. */
  readonly level: number;
  /** Unix time in milliseconds. */
  readonly time: number;
  /** Key under which the logger writes the message. */
  readonly messageKey: string;
  readonly spanContext: SpanContext | undefined;
}

/** Heap of a line beside its text, rounded up. */
const LINE_BYTES = 200;

/** Estimated bytes that a line occupies while it waits. */
export function lineSize({ text }: LogLine): number {
  return LINE_BYTES + text.length;
}

/** Fields that the record or its resource carries in a place of their own. */
const CARRIED = ['level', 'pid', 'hostname', 'trace_flags'];
/** Further ones of each logger. */
const CARRIED_OF: Readonly<Record<LoggerHook, readonly string[]>> = {
  pino: ['time'],
  winston: ['timestamp'],
  // `v` is the version of bunyan's format.
  bunyan: ['time', 'v'],
  console: ['severity', 'time', 'timestamp'],
};

/** OpenTelemetry names of the fields of the error serializers of pino and bunyan, and of winston's error format. */
const EXCEPTION: Readonly<Record<string, string>> = {
  'err.name': 'exception.type',
  'err.type': 'exception.type',
  'err.message': 'exception.message',
  'err.stack': 'exception.stacktrace',
  stack: 'exception.stacktrace',
};

/**
 * OTLP log record of a line; a line that is no JSON object becomes the body as it is.
 * @param keys under which the line has the ids that the record carries
 */
export function toRecord(
  line: LogLine,
  resource: ReadableLogRecord['resource'],
  keys: IdKeys = ID_KEYS,
): ReadableLogRecord {
  const fields = parse(line.text);
  const body = fields === undefined ? stripVTControlCharacters(line.text).trimEnd() : fields[line.messageKey];
  const { attributes, dropped } = flatten(
    without(fields ?? {}, [
      ...CARRIED,
      ...CARRIED_OF[line.logger],
      keys.traceId,
      keys.spanId,
      line.messageKey,
    ]),
  );
  const severity = severityOf(line.level);
  const hrTime: [number, number] = [Math.trunc(line.time / 1000), (line.time % 1000) * 1_000_000];
  return {
    resource,
    instrumentationScope: { name: line.logger },
    hrTime,
    hrTimeObserved: hrTime,
    severityNumber: severity.number,
    severityText: severity.text,
    ...(body === undefined ? {} : { body: text(body) }),
    ...(line.spanContext === undefined ? {} : { spanContext: line.spanContext }),
    attributes: rename(attributes),
    droppedAttributesCount: dropped,
  };
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function without(
  fields: Readonly<Record<string, unknown>>,
  keys: readonly string[],
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !keys.includes(key)));
}

function rename(attributes: Readonly<Record<string, AttributeValue>>): Record<string, AttributeValue> {
  return Object.fromEntries(Object.entries(attributes).map(([key, value]) => [EXCEPTION[key] ?? key, value]));
}

function text(body: unknown): string {
  return (typeof body === 'string' ? body : JSON.stringify(body)).slice(0, VALUE_LENGTH_LIMIT);
}
