import {
  type Context,
  defaultTextMapGetter,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  trace,
  TraceFlags,
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
import type { Ids } from './ids';
import type { Propagator } from './propagation';
import { RequestContext } from './request-context';
import type { Sampling } from './sampling/control';
import { type PolicySampler, SHARE } from './sampling/sampler';
import { type RequestDetail, requestAttributes, serverEnd } from './server-attributes';
import { methodInName } from './span-name';

export interface SpanSource {
  readonly tracer: Tracer;
  readonly sampler: PolicySampler;
  readonly ids: Ids;
  readonly propagator: Propagator;
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
  const { contexts, late, detail } = source;
  return {
    start(request, response) {
      const parent = callersContext(request, source);
      const method = request.method ?? 'GET';
      const span = serverSpan(method, parent, source);
      const spanContext = span.spanContext();
      if (responseHeader !== undefined) response?.setHeader(responseHeader, spanContext.traceId);
      if (detail.correlationHeader !== undefined) {
        response?.setHeader(detail.correlationHeader, correlationOf(parent) ?? spanContext.traceId);
      }
      // Always set, never restored: the context of a connection's next request replaces this one.
      if (!span.isRecording()) {
        const candidate = late.begin(request, method, spanContext, trace.getSpanContext(parent));
        contexts.attach(new RequestContext(parent, span, LATE, candidate));
        return candidate;
      }
      contexts.attach(new RequestContext(parent, span, SERVER_SPAN, span));
      span.setAttributes(requestAttributes(request, method, detail));
      return {
        traceId: exportedTrace(span),
        recordException: (error) => span.recordException(error),
        end: (result) => endSpan(span, method, result),
      };
    },
  };
}

/** The span of a request. The SDK is asked for it only if it will record: it takes pains with each span that is not. */
function serverSpan(method: string, parent: Context, { tracer, sampler, ids }: SpanSource): Span {
  const caller = trace.getSpanContext(parent);
  const traceId = caller?.traceId ?? ids.generateTraceId();
  if (sampler.samples(parent, traceId, caller)) {
    const name = methodInName(method);
    return ids.givingTraceId(traceId, () => tracer.startSpan(name, { kind: SpanKind.SERVER }, parent));
  }
  const unsampled = { traceId, spanId: ids.generateSpanId(), traceFlags: TraceFlags.NONE };
  const { traceState } = caller ?? {};
  return trace.wrapSpanContext(traceState === undefined ? unsampled : { ...unsampled, traceState });
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
