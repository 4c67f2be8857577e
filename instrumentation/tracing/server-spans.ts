import {
  type Context,
  defaultTextMapGetter,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  trace,
  type TextMapPropagator,
  type Tracer,
} from '@opentelemetry/api';
import type { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import type { IncomingMessage } from 'node:http';
import type { ServerObserver, ServerResult } from '../http/observer';
import { exportedTrace } from './exported-trace';
import { SERVER_SPAN } from './current-request';
import { callersCorrelation, correlationOf, withCorrelation } from './correlation';
import type { LateTraces } from './late/late-traces';
import { LATE } from './late/late-trace';
import type { Sampling } from './sampling/control';
import { SHARE } from './sampling/sampler';
import { type RequestDetail, requestAttributes, serverEnd } from './server-attributes';
import { methodInName } from './span-name';

export interface SpanSource {
  readonly tracer: Tracer;
  readonly propagator: TextMapPropagator;
  readonly contexts: AsyncLocalStorageContextManager;
  readonly sampling: Sampling;
  /** Keeps what turns out to be worth it of requests that were not sampled. */
  readonly late: LateTraces;
  readonly detail: RequestDetail;
}

/**
 * Makes a SERVER span of each request, continues the caller's trace, and makes the span the active one for all that
 * the request sets off. An unsampled request costs the extraction, the context, and a stamp if it may be kept late.
 * @param responseHeader name of a response header that carries the trace id, if any
 */
export function serverSpans(source: SpanSource, responseHeader: string | undefined): ServerObserver {
  const { tracer, contexts, late, detail } = source;
  return {
    start(request, response) {
      const parent = callersContext(request, source);
      const method = request.method ?? 'GET';
      const span = tracer.startSpan(methodInName(method), { kind: SpanKind.SERVER }, parent);
      if (responseHeader !== undefined) response?.setHeader(responseHeader, span.spanContext().traceId);
      if (detail.correlationHeader !== undefined) {
        const id = correlationOf(parent) ?? span.spanContext().traceId;
        response?.setHeader(detail.correlationHeader, id);
      }
      const active = trace.setSpan(parent, span);
      if (!span.isRecording()) {
        const candidate = late.begin(request, method, span.spanContext(), trace.getSpanContext(parent));
        contexts.attach(candidate === undefined ? active : active.setValue(LATE, candidate));
        return candidate;
      }
      // Always set, never restored: the context of a connection's next request replaces this one.
      contexts.attach(active.setValue(SERVER_SPAN, span));
      span.setAttributes(requestAttributes(request, method, detail));
      return {
        traceId: exportedTrace(span),
        recordException: (error) => span.recordException(error),
        end: (result) => endSpan(span, method, result),
      };
    },
  };
}

/** What the caller's headers make of the root context, and what the policy says about the request. */
function callersContext(request: IncomingMessage, { propagator, sampling, detail }: SpanSource): Context {
  const { headers } = request;
  const id = detail.correlationHeader && callersCorrelation(headers, detail.correlationHeader);
  const base = id === undefined ? ROOT_CONTEXT : withCorrelation(ROOT_CONTEXT, id);
  const extracted = propagator.extract(base, headers, defaultTextMapGetter);
  const share = sampling.shareOf(request);
  return share === undefined ? extracted : extracted.setValue(SHARE, share);
}

function endSpan(span: Span, method: string, result: ServerResult): void {
  const { name, attributes, status } = serverEnd(method, result);
  if (name !== undefined) span.updateName(name);
  span.setAttributes(attributes);
  if (status !== undefined) span.setStatus(status);
  span.end();
}
