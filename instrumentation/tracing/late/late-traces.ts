import { type Attributes, type SpanContext, SpanKind } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { Recorder } from '../../metrics/recorder';
import type { ClientRequest, ClientResult, ServerResult } from '../../http/observer';
import { callAttributes, callEnd } from '../client-attributes';
import type { KeepPolicy } from '../sampling/policy';
import type { Sampling } from '../sampling/control';
import { isFailure, type RequestDetail, requestAttributes, serverEnd } from '../server-attributes';
import { methodInName } from '../span-name';
import { lateSpan, type SpanOrigin } from './late-span';
import { type Additions, type EndedCall, type LateSink, LateTrace, type Stamps } from './late-trace';

/** Says on a span that it was kept late, and why. */
const KEPT = 'gatewatch.sampling.kept';
const SPAN_ID_BYTES = 8;

export interface LateTracesOptions {
  readonly sampling: Sampling;
  readonly detail: RequestDetail;
  readonly origin: SpanOrigin;
  readonly recorder: Recorder;
  /** Takes a span that has ended. */
  readonly deliver: (span: ReadableSpan) => void;
}

/**
 * Keeps requests that failed or were slow although they were not sampled: the server span and the spans of the HTTP
 * calls, made from stamps when the request ends. Other child spans of the trace were never made and are not kept, and
 * services downstream were told that the trace is not sampled.
 */
export class LateTraces implements LateSink {
  readonly #limited;
  readonly #sampled;
  #second = 0;
  #keptInSecond = 0;

  constructor(private readonly options: LateTracesOptions) {
    this.#limited = options.recorder.counter('tracing.keep.limited');
    this.#sampled = options.recorder.counter('tracing.sampled');
    this.#limited.inc({}, 0);
  }

  /** Notes an unsampled request; undefined if none is ever kept. */
  begin(
    request: IncomingMessage,
    method: string,
    spanContext: SpanContext,
    parent: SpanContext | undefined,
  ): LateTrace | undefined {
    if (!this.#keepsAny()) return undefined;
    return new LateTrace({ request, method, spanContext, parent, startedAt: performance.now() }, this);
  }

  keeps(stamps: Stamps, result: ServerResult, endedAt: number, additions: Additions): boolean {
    const durationMs = endedAt - stamps.startedAt;
    const reason = this.#reasonToKeep(isFailure(result), durationMs, endedAt);
    if (reason === undefined) return false;
    const { name, attributes, status } = serverEnd(stamps.method, result);
    const { request, method, spanContext, parent } = stamps;
    this.#deliver({
      name: name ?? methodInName(method),
      kind: SpanKind.SERVER,
      spanContext,
      parent,
      startedAt: stamps.startedAt,
      durationMs,
      attributes: {
        ...requestAttributes(request, method, this.options.detail),
        ...additions.attributes,
        ...attributes,
        [KEPT]: reason,
      },
      events: additions.events ?? [],
      status,
    });
    return true;
  }

  call({ spanContext: parent }: Stamps, call: EndedCall): void {
    this.#deliverCall(call, { ...parent, spanId: randomBytes(SPAN_ID_BYTES).toString('hex') }, parent);
  }

  /** Notes an unsampled call that no request has set off; returns what to do at its end. */
  beginCall(request: ClientRequest, spanContext: SpanContext): ((result: ClientResult) => void) | undefined {
    if (!this.#keepsAny()) return undefined;
    const startedAt = performance.now();
    return (result) => {
      const endedAt = performance.now();
      const reason = this.#reasonToKeep(callEnd(result).status !== undefined, endedAt - startedAt, endedAt);
      if (reason === undefined) return;
      this.#deliverCall({ request, result, startedAt, endedAt }, spanContext, undefined, { [KEPT]: reason });
    };
  }

  #deliverCall(
    { request, result, startedAt, endedAt }: EndedCall,
    spanContext: SpanContext,
    parent: SpanContext | undefined,
    more: Attributes = {},
  ): void {
    const { attributes, status } = callEnd(result);
    this.#deliver({
      name: methodInName(request.method),
      kind: SpanKind.CLIENT,
      spanContext,
      parent,
      startedAt,
      durationMs: endedAt - startedAt,
      attributes: { ...callAttributes(request, this.options.detail.query), ...attributes, ...more },
      events: [],
      status,
    });
  }

  #deliver(span: Omit<Parameters<typeof lateSpan>[0], 'startMs'> & { readonly startedAt: number }): void {
    const startMs = Date.now() - (performance.now() - span.startedAt);
    this.options.deliver(lateSpan({ ...span, startMs }, this.options.origin));
  }

  #keepsAny(): boolean {
    const { errors, slowMs } = this.options.sampling.keep;
    return errors || slowMs !== null;
  }

  /** Why something that has ended is kept; undefined if it is not. Counts either way. */
  #reasonToKeep(isError: boolean, durationMs: number, now: number): 'error' | 'slow' | undefined {
    const { keep } = this.options.sampling;
    const reason = worthOf(keep, isError, durationMs);
    if (reason === undefined) return undefined;
    if (!this.#isWithinLimit(keep.perSecond, now)) {
      this.#limited.inc({});
      return undefined;
    }
    this.#sampled.inc({ reason });
    return reason;
  }

  #isWithinLimit(perSecond: number, now: number): boolean {
    const second = Math.floor(now / 1000);
    if (second !== this.#second) [this.#second, this.#keptInSecond] = [second, 0];
    this.#keptInSecond += 1;
    return this.#keptInSecond <= perSecond;
  }
}

function worthOf(keep: KeepPolicy, isError: boolean, durationMs: number): 'error' | 'slow' | undefined {
  if (keep.errors && isError) return 'error';
  return keep.slowMs !== null && durationMs >= keep.slowMs ? 'slow' : undefined;
}
