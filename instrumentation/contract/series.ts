import { type Binding, type BoundMetric, familiesOf } from './binding';
import { isClosed } from './contract';
import type { BoundFamily } from './family';

/** Series that a family has when every label is at its bound. */
export interface WorstCase {
  readonly metric: BoundMetric;
  readonly family: BoundFamily;
  /** Label sets, overflow value included. */
  readonly labelSets: number;
  /** Samples on `/metrics`. */
  readonly series: number;
}

/**
 * The most series that each family of a binding can have in one process. Families of the stack's own binaries are left
 * out: they are not in the process.
 */
export function worstCases(binding: Binding): readonly WorstCase[] {
  const own = [...binding.values()].filter(({ spec }) => spec.source === 'gatewatch');
  return own.flatMap((metric) => familiesOf(metric).map((family) => worstCase(metric, family)));
}

/** Sum of {@link worstCases}. */
export function worstCaseSeries(binding: Binding): number {
  return worstCases(binding).reduce((sum, { series }) => sum + series, 0);
}

function worstCase(metric: BoundMetric, family: BoundFamily): WorstCase {
  const carried = Object.keys(family.labels).map((key) => metric.spec.labels[key]);
  const product = carried.reduce((sets, label) => {
    if (label === undefined) return sets;
    // One more than the cap: the overflow value.
    return sets * (isClosed(label) ? label.values.length : label.cap + 1);
  }, 1);
  const labelSets = Math.min(product, metric.seriesBudget);
  // A histogram has its buckets, +Inf, the sum and the count.
  const samples = metric.spec.type === 'histogram' ? family.buckets.length + 3 : 1;
  return { metric, family, labelSets, series: labelSets * samples };
}
