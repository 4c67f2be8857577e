import { defaultTextMapSetter, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import type { ContextFormat } from './format';

/** W3C Trace Context, as the OpenTelemetry core has it. */
export function traceContext(): ContextFormat {
  const w3c = new W3CTraceContextPropagator();
  const none: readonly string[] = [];
  return {
    name: 'tracecontext',
    fields: w3c.fields(),
    extract(read) {
      const getter = { keys: () => [...none], get: (_: unknown, name: string) => read(name) };
      const spanContext = trace.getSpanContext(w3c.extract(ROOT_CONTEXT, undefined, getter));
      return spanContext && { spanContext, wish: undefined };
    },
    inject(spanContext, _wish, write) {
      const headers: Record<string, string> = {};
      w3c.inject(trace.setSpanContext(ROOT_CONTEXT, spanContext), headers, defaultTextMapSetter);
      for (const [name, value] of Object.entries(headers)) if (value !== '') write(name, value);
    },
  };
}
