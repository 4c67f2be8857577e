import {
  type Attributes,
  type Context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type TextMapPropagator,
  type Tracer,
  defaultTextMapGetter,
} from '@opentelemetry/api';
import type { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { UNMATCHED_ROUTE } from '../contract';
import type { ServerObserver, ServerResult } from '../http/observer';
import { contractMethod } from '../http/method';
import { errorType } from './error-type';
import { methodInName } from './span-name';
import { parseHost, pathOf } from './url';

/** `error.type` of a request whose client went away: not the gateway's fault, so the span's status stays unset. */
const CLIENT_ABORTED = 'client_aborted';

export interface SpanSource {
  readonly tracer: Tracer;
  readonly propagator: TextMapPropagator;
  readonly contexts: AsyncLocalStorageContextManager;
}

/**
 * Makes a SERVER span of each request, continues the caller's trace, and makes the span the active one for all that
 * the request sets off. An unsampled request costs the extraction and the context, nothing else.
 * @param responseHeader name of a response header that carries the trace id, if any
 */
export function serverSpans(source: SpanSource, responseHeader: string | undefined): ServerObserver {
  const { tracer, propagator, contexts } = source;
  return {
    start(request, response) {
      const parent = callersContext(request, propagator);
      const method = request.method ?? 'GET';
      const span = tracer.startSpan(methodInName(method), { kind: SpanKind.SERVER }, parent);
      // Always set, never restored: the context of a connection's next request replaces this one.
      contexts.attach(trace.setSpan(parent, span));
      if (responseHeader !== undefined) response?.setHeader(responseHeader, span.spanContext().traceId);
      if (!span.isRecording()) return undefined;
      span.setAttributes(requestAttributes(request, method));
      return {
        traceId: exportedTrace(span),
        end: (result) => endSpan(span, method, result),
      };
    },
  };
}

/** Trace id of a span that will be exported, for exemplars. */
export function exportedTrace(span: Span): string | undefined {
  const { traceId, traceFlags } = span.spanContext();
  return (traceFlags & TraceFlags.SAMPLED) === 0 ? undefined : traceId;
}

/** The root context, or what the caller's headers make of it. Headers that are no valid context are as good as none. */
function callersContext(request: IncomingMessage, propagator: TextMapPropagator): Context {
  const { headers } = request;
  if (headers['traceparent'] === undefined && headers['baggage'] === undefined) return ROOT_CONTEXT;
  return propagator.extract(ROOT_CONTEXT, headers, defaultTextMapGetter);
}

function requestAttributes(request: IncomingMessage, method: string): Attributes {
  const conventional = contractMethod(method);
  const attributes: Attributes = {
    'http.request.method': conventional,
    'url.path': pathOf(request.url ?? ''),
    'url.scheme': (request.socket as Partial<TLSSocket>).encrypted === true ? 'https' : 'http',
    'network.protocol.version': request.httpVersion,
  };
  if (conventional !== method) attributes['http.request.method_original'] = method;
  const { host, 'user-agent': userAgent } = request.headers;
  if (host !== undefined) {
    const { address, port } = parseHost(host);
    attributes['server.address'] = address;
    if (port !== undefined) attributes['server.port'] = port;
  }
  if (userAgent !== undefined) attributes['user_agent.original'] = userAgent;
  return attributes;
}

function endSpan(span: Span, method: string, result: ServerResult): void {
  const { route, statusCode, outcome } = result;
  if (route !== UNMATCHED_ROUTE) {
    span.updateName(`${methodInName(method)} ${route}`);
    span.setAttribute('http.route', route);
  }
  if (statusCode !== undefined) span.setAttribute('http.response.status_code', statusCode);
  const error = failure(result);
  if (error !== undefined) {
    span.setAttribute('error.type', error);
    if (outcome !== 'client_aborted') span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}

function failure({ outcome, error, statusCode }: ServerResult): string | undefined {
  if (outcome === 'client_aborted') return CLIENT_ABORTED;
  if (error !== undefined) return errorType(error);
  return statusCode !== undefined && statusCode >= 500 ? String(statusCode) : undefined;
}
