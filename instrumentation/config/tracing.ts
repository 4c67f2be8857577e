import { parsePolicy } from '../tracing/sampling/parse-policy';
import { DEFAULT_POLICY, type SamplingPolicy } from '../tracing/sampling/policy';
import type { PropagatorName } from './propagators';
import type { Reader } from './reader';
import { type QueryMode, tracingVariables } from './tracing-variables';

/** Propagation, sampling, and what spans tell of a request. */
export interface TracingConfig {
  readonly propagators: readonly PropagatorName[];
  /** Keys of baggage that is taken in and handed on; `*` is a wildcard. */
  readonly baggageKeys: readonly string[];
  /** The policy at the start; it may be changed at run time. */
  readonly sampling: SamplingPolicy;
  /** Header that forces a trace, and the secret that it must hold; undefined if nobody can. */
  readonly force: { readonly header: string; readonly secret: string } | undefined;
  /** Header with the id of a request, in lower case; undefined for none. */
  readonly correlationHeader: string | undefined;
  /** What of a query stands on a span. */
  readonly query: QueryMode;
  /** Request headers that stand on the span of a request, in lower case. */
  readonly requestHeaders: readonly string[];
}

/**
 * Reads the variables of tracing.
 * @param base what the variables of OpenTelemetry say about sampling
 * @param propagators of the preset
 */
export function tracingConfig(
  reader: Reader,
  base: { readonly ratio: number; readonly isOff: boolean },
  propagators: readonly PropagatorName[] = tracingVariables.propagators.default,
): TracingConfig {
  const secret = reader.find(tracingVariables.forceSecret);
  return {
    propagators: reader.first([tracingVariables.propagators], propagators),
    baggageKeys: reader.get(tracingVariables.baggageKeys),
    sampling: policy(reader, base),
    force: secret === undefined ? undefined : { header: reader.get(tracingVariables.forceHeader), secret },
    correlationHeader: headerOrNone(reader.get(tracingVariables.correlationHeader)),
    query: reader.get(tracingVariables.query),
    requestHeaders: reader.get(tracingVariables.requestHeaders).map((name) => name.toLowerCase()),
  };
}

function headerOrNone(name: string): string | undefined {
  return name === 'none' ? undefined : name;
}

function policy(reader: Reader, { ratio, isOff }: { ratio: number; isOff: boolean }): SamplingPolicy {
  // `always_off` means no spans at all, failed requests included.
  const keep = isOff ? { ...DEFAULT_POLICY.keep, errors: false } : DEFAULT_POLICY.keep;
  const base = { ...DEFAULT_POLICY, ratio, keep };
  const parsed = parsePolicy(reader.find(tracingVariables.samplingPolicy) ?? {}, base);
  return parsed.ok ? parsed.policy : base;
}
