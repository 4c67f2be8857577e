import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { hrTimeToMilliseconds, hrTimeToTimeStamp } from '@opentelemetry/core';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';

/** A span as one line of JSON, for people at a terminal. */
export function spanLine(span: ReadableSpan): string {
  const { traceId, spanId } = span.spanContext();
  return `${JSON.stringify({
    span: span.name,
    kind: SpanKind[span.kind].toLowerCase(),
    service: span.resource.attributes['service.name'],
    trace_id: traceId,
    span_id: spanId,
    parent_span_id: span.parentSpanContext?.spanId,
    start: hrTimeToTimeStamp(span.startTime),
    duration_ms: hrTimeToMilliseconds(span.duration),
    status: SpanStatusCode[span.status.code].toLowerCase(),
    message: span.status.message,
    attributes: span.attributes,
    events: span.events.map(({ name, time, attributes }) => ({
      name,
      time: hrTimeToTimeStamp(time),
      attributes,
    })),
    links: span.links.map(({ context }) => ({ trace_id: context.traceId, span_id: context.spanId })),
  })}\n`;
}
