import {
  type Context,
  createContextKey,
  isSpanContextValid,
  type SpanContext,
  trace,
} from '@opentelemetry/api';
import { type Sampler, SamplingDecision, type SamplingResult } from '@opentelemetry/sdk-trace';
import type { SampledReason } from '../../contract';
import { WISH } from '../propagation/format';
import { isSampled } from '../propagation/ids';
import type { Sampling, Share } from './control';

/** Where the context of a request holds what force header and rules say; mostly there is nothing. */
export const SHARE = createContextKey('gatewatch.share');

const SAMPLED: SamplingResult = { decision: SamplingDecision.RECORD_AND_SAMPLED };
const NOT_SAMPLED: SamplingResult = { decision: SamplingDecision.NOT_RECORD };

/** The last 56 bits of a trace id are random (W3C Trace Context level 2). */
const RANDOM_DIGITS = 14;
const RANDOM_RANGE = 16 ** RANDOM_DIGITS;

/**
 * Decides as parent-based samplers do: a span inside the process follows its parent, a request follows its caller, and
 * a request without a traced caller is sampled by the policy. The force header wins over the caller.
 */
export class PolicySampler implements Sampler {
  constructor(
    private readonly sampling: Sampling,
    private readonly count: (reason: SampledReason) => void,
  ) {}

  shouldSample(context: Context, traceId: string): SamplingResult {
    const parent = trace.getSpanContext(context);
    const isChild = parent !== undefined && isSpanContextValid(parent);
    if (isChild && parent.isRemote !== true) return isSampled(parent) ? SAMPLED : NOT_SAMPLED;
    const reason = this.#reasonToSample(context, traceId, isChild ? parent : undefined);
    if (reason === undefined) return NOT_SAMPLED;
    this.count(reason);
    return SAMPLED;
  }

  /**
   * Whether a request will be sampled, for whoever would rather make no span of one that will not. Counts nothing.
   * @param traceId id that its span would have
   * @param caller valid span of the caller, if it is traced
   */
  samples(context: Context, traceId: string, caller: SpanContext | undefined): boolean {
    return this.#reasonToSample(context, traceId, caller) !== undefined;
  }

  toString(): string {
    return 'GatewatchPolicySampler';
  }

  #reasonToSample(
    context: Context,
    traceId: string,
    caller: SpanContext | undefined,
  ): SampledReason | undefined {
    const share = context.getValue(SHARE) as Share | undefined;
    if (share?.reason === 'forced') return 'forced';
    const wish = context.getValue(WISH);
    if (wish === 'accepted' || wish === 'debug') return 'parent';
    if (wish === 'denied') return undefined;
    if (caller !== undefined && wish !== 'deferred') return isSampled(caller) ? 'parent' : undefined;
    return isInShare(traceId, share?.ratio ?? this.sampling.ratio()) ? (share?.reason ?? 'ratio') : undefined;
  }
}

/** True for the given share of all trace ids; the ids of a smaller share are among those of a larger one. */
export function isInShare(traceId: string, ratio: number): boolean {
  if (ratio >= 1) return true;
  return ratio > 0 && Number.parseInt(traceId.slice(-RANDOM_DIGITS), 16) >= (1 - ratio) * RANDOM_RANGE;
}
