import {
  type Context,
  defaultTextMapSetter,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type TextMapPropagator,
} from '@opentelemetry/api';
import { isTracingSuppressed } from '@opentelemetry/core';
import type { ClientObserver, ClientRequest, ClientResult } from '../http/observer';
import { contractMethod } from '../http/method';
import { errorType } from './error-type';
import { exportedTrace, type SpanSource } from './server-spans';
import { methodInName } from './span-name';
import { fullUrl } from './url';

const nothingToEnd = (): void => undefined;

/**
 * Makes a CLIENT span of each call to an upstream and hands its context on in the headers.
 * Inside an unsampled trace no span is made: the headers carry on what the caller decided.
 */
export function clientSpans({ tracer, propagator, contexts }: SpanSource): ClientObserver {
  return {
    start(request) {
      const active = contexts.active();
      if (isTracingSuppressed(active)) return undefined;
      const parent = trace.getSpanContext(active);
      if (parent !== undefined && (parent.traceFlags & TraceFlags.SAMPLED) === 0) {
        return { headers: injected(propagator, active), end: nothingToEnd };
      }
      const span = tracer.startSpan(methodInName(request.method), { kind: SpanKind.CLIENT }, active);
      const headers = injected(propagator, trace.setSpan(active, span));
      if (!span.isRecording()) return { headers, end: nothingToEnd };
      describe(span, request);
      return { headers, traceId: exportedTrace(span), end: (result) => endSpan(span, result) };
    },
  };
}

function injected(propagator: TextMapPropagator, context: Context): Record<string, string> {
  const headers: Record<string, string> = {};
  propagator.inject(context, headers, defaultTextMapSetter);
  return headers;
}

function describe(span: Span, { method, scheme, host, port, path }: ClientRequest): void {
  const conventional = contractMethod(method);
  span.setAttributes({
    'http.request.method': conventional,
    'url.full': fullUrl(scheme, host, port, path),
    'server.address': host,
    'server.port': port,
  });
  if (conventional !== method) span.setAttribute('http.request.method_original', method);
}

function endSpan(span: Span, { statusCode, error }: ClientResult): void {
  if (statusCode !== undefined) span.setAttribute('http.response.status_code', statusCode);
  // To the caller of an upstream a 4xx is an error too (OpenTelemetry HTTP conventions).
  const failed = statusCode !== undefined && statusCode >= 400 ? String(statusCode) : undefined;
  const type = error === undefined ? failed : errorType(error);
  if (type !== undefined) {
    span.setAttribute('error.type', type);
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}
