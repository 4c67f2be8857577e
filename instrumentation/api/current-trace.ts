import { context, isSpanContextValid, type SpanContext, trace } from '@opentelemetry/api';

/** Id of the trace that the caller is part of, 32 hex digits; undefined outside a trace. */
export function getCurrentTraceId(): string | undefined {
  return current()?.traceId;
}

/** Id of the active span, 16 hex digits; undefined outside a trace. */
export function getCurrentSpanId(): string | undefined {
  return current()?.spanId;
}

function current(): SpanContext | undefined {
  const span = trace.getSpanContext(context.active());
  return span !== undefined && isSpanContextValid(span) ? span : undefined;
}
