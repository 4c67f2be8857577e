import { context, isSpanContextValid, type SpanContext, trace } from '@opentelemetry/api';
import { correlationOf } from '../tracing/correlation';
import type { LogLine } from './line';

/** A line that a logger has finished, as a hook hands it over. */
export type FinishedLine = Pick<LogLine, 'text' | 'level' | 'messageKey'>;

/** What a hook may do with the lines of its logger. */
export interface Lines {
  /** True if lines get trace ids. */
  readonly correlates: boolean;
  readonly keys: IdKeys;
  /** True if finished lines are wanted. */
  readonly exports: boolean;
  /** Takes a finished line over. @param span the one that was active when the line was written */
  offer(line: FinishedLine, span: SpanContext | undefined): void;
  /** Runs what must never disturb the gateway: an error is counted, shown in the health, and makes it undefined. */
  guard<R>(run: () => R): R | undefined;
}

/** Names of the ids in a log line. */
export interface IdKeys {
  readonly traceId: string;
  readonly spanId: string;
}

/** Those of OpenTelemetry for formats other than OTLP; a preset may have others. */
export const ID_KEYS: IdKeys = { traceId: 'trace_id', spanId: 'span_id' };

/**
 * Trace ids as the fields of a log line: the two ids, `trace_flags`, and `correlation_id` if the caller of the request gave
 * one; without it, a request goes by its trace id.
 */
export type TraceFields = Readonly<Record<string, string>>;

/** The active span; undefined outside a trace. */
export function activeSpan(): SpanContext | undefined {
  const spanContext = trace.getSpanContext(context.active());
  return spanContext !== undefined && isSpanContextValid(spanContext) ? spanContext : undefined;
}

/** The ids of a span; flags are two hexadecimal digits, as in `traceparent`. */
export function traceFields({ traceId, spanId, traceFlags }: SpanContext, keys: IdKeys): TraceFields {
  const id = correlationOf(context.active());
  return {
    [keys.traceId]: traceId,
    [keys.spanId]: spanId,
    trace_flags: traceFlags.toString(16).padStart(2, '0'),
    ...(id === undefined ? {} : { correlation_id: id }),
  };
}
