import { type SpanContext, TraceFlags } from '@opentelemetry/api';

const TRACE_ID = /^(?:[0-9a-f]{16}){1,2}$/;
const SPAN_ID = /^[0-9a-f]{16}$/;
const ZEROS = /^0+$/;
const TRACE_ID_LENGTH = 32;

/** A caller's span of ids in lower-case hex, 64-bit trace ids widened; undefined if an id is not valid. */
export function remoteSpan(traceId: string, spanId: string, sampled: boolean): SpanContext | undefined {
  if (!TRACE_ID.test(traceId) || !SPAN_ID.test(spanId) || ZEROS.test(traceId) || ZEROS.test(spanId)) {
    return undefined;
  }
  return {
    traceId: traceId.padStart(TRACE_ID_LENGTH, '0'),
    spanId,
    traceFlags: sampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
    isRemote: true,
  };
}

/** True if two formats speak of one span. A tracer with 64-bit trace ids knows only the lower half. */
export function isSameSpan(a: SpanContext, b: SpanContext): boolean {
  const half = TRACE_ID_LENGTH / 2;
  const isHalf = ZEROS.test(a.traceId.slice(0, half)) || ZEROS.test(b.traceId.slice(0, half));
  const from = isHalf ? half : 0;
  return a.spanId === b.spanId && a.traceId.slice(from) === b.traceId.slice(from);
}

export function isSampled({ traceFlags }: SpanContext): boolean {
  return (traceFlags & TraceFlags.SAMPLED) !== 0;
}
