import type { HistogramFamily } from './family';

/** Observations by bucket. */
export interface Distribution {
  /** Upper bounds, ascending, without +Inf. */
  readonly bounds: readonly number[];
  /** Observations of each bucket, not summed up; the last one is +Inf. */
  readonly counts: readonly number[];
}

/** What all series of a histogram add up to. */
export function distributionOf({ buckets, samples }: HistogramFamily): Distribution {
  const counts = new Array<number>(buckets.length + 1).fill(0);
  for (const sample of samples.all) {
    for (const [index, count] of sample.counts.entries()) counts[index] = (counts[index] as number) + count;
  }
  return { bounds: buckets, counts };
}

/**
 * The value below which a share of the observations lies, as `histogram_quantile` of Prometheus estimates it: evenly
 * spread within a bucket, and the highest bound for what lies beyond it.
 * @param share 0..1
 * @returns null without observations
 */
export function quantile({ bounds, counts }: Distribution, share: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const rank = share * total;
  let below = 0;
  for (const [index, bound] of bounds.entries()) {
    const count = counts[index] as number;
    if (below + count >= rank && count > 0) {
      const lower = index === 0 ? 0 : (bounds[index - 1] as number);
      return lower + ((bound - lower) * (rank - below)) / count;
    }
    below += count;
  }
  return bounds.at(-1) ?? null;
}
