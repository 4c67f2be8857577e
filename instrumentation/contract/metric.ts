import type { LabelSet } from './label';

export type MetricType = 'counter' | 'gauge' | 'histogram';

/**
 * Base units of the Prometheus naming convention; `1` is a count of things, `ratio` lies in 0..1, `percent` and `score`
 * in 0..100, `dollars` are US dollars.
 */
export type Unit =
  'seconds' | 'bytes' | 'ratio' | 'percent' | 'score' | 'dollars' | 'tokens_per_second' | 'timestamp' | '1';

/** Who exposes the series: the preload itself, or a binary of the stack whose names are not ours to choose. */
export type Source =
  'gatewatch' | 'prometheus' | 'alertmanager' | 'otelcol' | 'tempo' | 'loki' | 'operations' | 'blackbox';

/**
 * How the values of a gauge in several processes of one gateway become one: counters and histograms add up.
 * - `sum`: they add up, e.g. requests in flight
 * - `max`: the largest one, e.g. a state that is 1 where it holds
 * - `each`: every process keeps its own, told apart by {@link WORKER_LABEL}
 */
export type ClusterRule = 'sum' | 'max' | 'each';

/** Label of gauges that every worker keeps for itself: a number that is given again once its worker has ended. */
export const WORKER_LABEL = 'worker';

/** One metric family of the contract. */
export interface Metric<
  T extends MetricType = MetricType,
  L extends LabelSet = LabelSet,
  U extends Unit = Unit,
> {
  readonly type: T;
  /** Exposed family name unless a preset binds another; counters end in `_total`. */
  readonly name: string;
  readonly unit: U;
  /** One sentence, shown as HELP on `/metrics` and in docs/metrics.md. */
  readonly help: string;
  readonly labels: L;
  /** Upper bounds in the metric's unit, ascending, without +Inf. Histograms only. */
  readonly buckets?: readonly number[];
  /** Most label sets per process. Past it, new label sets are folded into `other`. */
  readonly seriesBudget: number;
  readonly source: Source;
  /** Gauges only; `sum` where nothing else is said. */
  readonly cluster?: ClusterRule;
  /** Since when there is a series, where a healthy stack need not have one, e.g. `with the first failed export`. */
  readonly appears?: string;
  /** Which question it answers that no other metric does. */
  readonly why?: string;
}

interface Declaration<L extends LabelSet, U extends Unit> {
  readonly name: string;
  readonly unit: U;
  readonly help: string;
  readonly labels: L;
  readonly seriesBudget: number;
  readonly source?: Source;
  readonly appears?: string;
  readonly why?: string;
}

/** Declares a counter: it only rises, and falls to 0 at a restart. */
export function counter<const L extends LabelSet, const U extends Unit>(
  declaration: Declaration<L, U>,
): Metric<'counter', L, U> {
  return { source: 'gatewatch', ...declaration, type: 'counter' };
}

/** Declares a gauge: a value that rises and falls. */
export function gauge<const L extends LabelSet, const U extends Unit>(
  declaration: Declaration<L, U> & { readonly cluster?: ClusterRule },
): Metric<'gauge', L, U> {
  return { source: 'gatewatch', ...declaration, type: 'gauge' };
}

/** Declares a histogram with explicit buckets. */
export function histogram<const L extends LabelSet, const U extends Unit>(
  declaration: Declaration<L, U> & { readonly buckets: readonly number[] },
): Metric<'histogram', L, U> {
  return { source: 'gatewatch', ...declaration, type: 'histogram' };
}
