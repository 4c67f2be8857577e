import { type Context, type Span, type SpanContext, SpanKind, trace } from '@opentelemetry/api';
import { isTracingSuppressed } from '@opentelemetry/core';
import type { ClientObserver, ClientResult } from '../http/observer';
import { callAttributes, callEnd } from './client-attributes';
import { exportedTrace } from './exported-trace';
import { correlationOf } from './correlation';
import { LATE, type LateTrace } from './late/late-trace';
import { isSampled } from './propagation/ids';
import type { SpanSource } from './server-spans';
import { methodInName } from './span-name';

const nothingToEnd = (): void => undefined;

/**
 * Makes a CLIENT span of each call to an upstream and hands its context on in the headers.
 * Inside an unsampled trace no span is made: the headers carry on what was decided, and the call is noted where the
 * request may still be kept.
 */
export function clientSpans({ tracer, propagator, contexts, detail, late }: SpanSource): ClientObserver {
  const { correlationHeader } = detail;
  const injected = (span: SpanContext, context: Context): Record<string, string> => {
    const headers: Record<string, string> = {};
    propagator.injectSpan(span, context, headers);
    // Only what a caller gave: an id that was made is the trace id, and the gateway may make its own for upstreams.
    const id = correlationHeader === undefined ? undefined : correlationOf(context);
    if (correlationHeader !== undefined && id !== undefined) headers[correlationHeader] = id;
    return headers;
  };
  return {
    start(request) {
      const active = contexts.active();
      if (isTracingSuppressed(active)) return undefined;
      const parent = trace.getSpanContext(active);
      if (parent !== undefined && !isSampled(parent)) {
        const candidate = active.getValue(LATE) as LateTrace | undefined;
        const end = candidate?.call(request) ?? nothingToEnd;
        return { headers: injected(parent, active), end };
      }
      const span = tracer.startSpan(methodInName(request.method), { kind: SpanKind.CLIENT }, active);
      const own = span.spanContext();
      const headers = injected(own, active);
      if (!span.isRecording()) return { headers, end: late.beginCall(request, own) ?? nothingToEnd };
      span.setAttributes(callAttributes(request, detail.query));
      return { headers, traceId: exportedTrace(span), end: (result) => endSpan(span, result) };
    },
  };
}

function endSpan(span: Span, result: ClientResult): void {
  const { attributes, status } = callEnd(result);
  span.setAttributes(attributes);
  if (status !== undefined) span.setStatus(status);
  span.end();
}
