import {
  type Attributes,
  type HrTime,
  type SpanContext,
  type SpanKind,
  SpanStatusCode,
  TraceFlags,
} from '@opentelemetry/api';
import type { Resource } from '@opentelemetry/resources';
import type { ReadableSpan, TimedEvent } from '@opentelemetry/sdk-trace';

/** What all spans of the preload share. */
export interface SpanOrigin {
  readonly resource: Resource;
  readonly instrumentationScope: ReadableSpan['instrumentationScope'];
  /** Longer texts are cut, as the SDK does. */
  readonly attributeLengthLimit: number;
}

export interface LateSpan {
  readonly name: string;
  readonly kind: SpanKind;
  readonly spanContext: SpanContext;
  readonly parent: SpanContext | undefined;
  /** Unix time in milliseconds. */
  readonly startMs: number;
  readonly durationMs: number;
  readonly attributes: Attributes;
  readonly events: readonly TimedEvent[];
  readonly status: ReadableSpan['status'] | undefined;
}

/** A span of something that is over, marked as sampled. */
export function lateSpan(span: LateSpan, origin: SpanOrigin): ReadableSpan {
  const { name, kind, parent, startMs, durationMs } = span;
  const spanContext = { ...span.spanContext, traceFlags: span.spanContext.traceFlags | TraceFlags.SAMPLED };
  return {
    name,
    kind,
    spanContext: () => spanContext,
    ...(parent === undefined ? {} : { parentSpanContext: parent }),
    startTime: hrTime(startMs),
    endTime: hrTime(startMs + durationMs),
    duration: hrTime(durationMs),
    ended: true,
    status: span.status ?? { code: SpanStatusCode.UNSET },
    attributes: cut(span.attributes, origin.attributeLengthLimit),
    links: [],
    events: span.events.map((event) => ({
      ...event,
      attributes: cut(event.attributes ?? {}, origin.attributeLengthLimit),
    })),
    resource: origin.resource,
    instrumentationScope: origin.instrumentationScope,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

function hrTime(milliseconds: number): HrTime {
  const seconds = Math.trunc(milliseconds / 1000);
  return [seconds, Math.round((milliseconds - seconds * 1000) * 1e6)];
}

function cut(attributes: Attributes, limit: number): Attributes {
  const entries = Object.entries(attributes);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, limit) : value]),
  );
}
