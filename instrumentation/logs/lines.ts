import { context, isSpanContextValid, type SpanContext, trace } from '@opentelemetry/api';
import { correlationOf } from '../tracing/correlation';
import type { LogLine } from './line';

/** A line that a logger has finished, as a hook hands it over. */
export type FinishedLine = Pick<LogLine, 'text' | 'level' | 'messageKey'>;

/** What a hook may do with the lines of its logger. */
export interface Lines {
  /** True if lines get trace ids. */
  readonly correlates: boolean;
  /** True if finished lines are wanted. */
  readonly exports: boolean;
  /** Takes a finished line over. @param span the one that was active when the line was written */
  offer(line: FinishedLine, span: SpanContext | undefined): void;
  /** Runs what must never disturb the gateway: an error is counted, shown in the health, and makes it undefined. */
  guard<R>(run: () => R): R | undefined;
}

/** Trace ids as the fields of a log line. */
export interface TraceFields {
  readonly trace_id: string;
  readonly span_id: string;
  readonly trace_flags: string;
  /** Id that the caller of the request gave; without one, a request goes by its trace id. */
  readonly correlation_id?: string;
}

/** The active span; undefined outside a trace. */
export function activeSpan(): SpanContext | undefined {
  const spanContext = trace.getSpanContext(context.active());
  return spanContext !== undefined && isSpanContextValid(spanContext) ? spanContext : undefined;
}

/** The ids of a span; flags are two hexadecimal digits, as in `traceparent`. */
export function traceFields({ traceId, spanId, traceFlags }: SpanContext): TraceFields {
  const id = correlationOf(context.active());
  return {
    trace_id: traceId,
    span_id: spanId,
    trace_flags: traceFlags.toString(16).padStart(2, '0'),
    ...(id === undefined ? {} : { correlation_id: id }),
  };
}
