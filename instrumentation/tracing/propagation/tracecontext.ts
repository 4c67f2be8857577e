import { ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import type { ContextFormat } from './format';

/** W3C Trace Context; headers are read by the OpenTelemetry core. */
export function traceContext(): ContextFormat {
  const w3c = new W3CTraceContextPropagator();
  const none: readonly string[] = [];
  return {
    name: 'tracecontext',
    fields: w3c.fields(),
    extract(read) {
      // Most requests have none, and this runs for each.
      if (read('traceparent') === undefined) return undefined;
      const getter = { keys: () => [...none], get: (_: unknown, name: string) => read(name) };
      const spanContext = trace.getSpanContext(w3c.extract(ROOT_CONTEXT, undefined, getter));
      return spanContext && { spanContext, wish: undefined };
    },
    // Written out, as it runs for each call of each request and the propagator of the core wants a context made for it.
    inject({ traceId, spanId, traceFlags, traceState }, _wish, write) {
      write('traceparent', `00-${traceId}-${spanId}-${FLAGS[traceFlags] ?? flagsText(traceFlags)}`);
      const state = traceState?.serialize();
      if (state !== undefined && state !== '') write('tracestate', state);
    },
  };
}

/** The flags of nearly all spans: none, and sampled. */
const FLAGS: readonly string[] = ['00', '01'];

function flagsText(flags: number): string {
  return flags.toString(16).padStart(2, '0');
}
