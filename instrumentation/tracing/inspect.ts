import {
  type Context,
  defaultTextMapSetter,
  propagation,
  type TextMapPropagator,
  trace,
} from '@opentelemetry/api';

/** The trace context of the code that asks. */
export interface TraceContext {
  readonly traceId: string;
  readonly spanId: string;
  readonly sampled: boolean;
  /** What passes on with the trace. */
  readonly baggage: Readonly<Record<string, string>>;
  /** Headers that a call to an upstream would carry. */
  readonly headers: Readonly<Record<string, string>>;
}

/** @returns undefined outside a trace */
export function traceContextOf(active: Context, propagator: TextMapPropagator): TraceContext | undefined {
  const span = trace.getSpanContext(active);
  if (span === undefined) return undefined;
  const headers: Record<string, string> = {};
  propagator.inject(active, headers, defaultTextMapSetter);
  const baggage = propagation.getBaggage(active)?.getAllEntries() ?? [];
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    sampled: (span.traceFlags & 1) === 1,
    baggage: Object.fromEntries(baggage.map(([key, { value }]) => [key, value])),
    headers,
  };
}
