import type { BoundMetric } from '../../instrumentation/contract';
import type { Match } from './matcher';

/**
 * Matcher for the `le` label of one bucket. Prometheus 3 stores whole numbers as `1.0`, earlier ones as `1`: both match.
 * @throws Error naming the buckets if `bound` is none of them.
 */
export function bucketBound(metric: BoundMetric, bound: number): Match<string> {
  if (!metric.buckets.includes(bound)) {
    throw new Error(
      `${bound} is not a bucket bound of "${metric.id}", which has: ${metric.buckets.join(', ')}; ` +
        'use one of these, or add the bound to the buckets of the preset',
    );
  }
  return Number.isInteger(bound) ? { oneOf: [String(bound), `${bound}.0`] } : String(bound);
}

/**
 * The smallest bucket bound of a histogram that is at least `limit`, in the metric's unit. A threshold has to be a
 * bound, else how many observations lie above it could only be guessed.
 * @throws Error naming the buckets if all of them lie below `limit`
 */
export function bucketAtOrAbove(metric: BoundMetric, limit: number): number {
  const bound = metric.buckets.find((candidate) => candidate >= limit);
  if (bound === undefined) {
    throw new Error(
      `no bucket bound of "${metric.id}" is ${limit} or above; it has: ${metric.buckets.join(', ')}; ` +
        'add a larger bound to the buckets of the preset',
    );
  }
  return bound;
}
