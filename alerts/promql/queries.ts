import {
  type Binding,
  type BoundMetric,
  boundMetric,
  type LabelKey,
  type MetricId,
  type MetricIdOf,
} from '../../instrumentation/contract';
import { bucketBound } from './bucket';
import { binary, expression, type Expression } from './expression';
import { type By, matchers, type Where } from './matcher';
import {
  type LabelMatch,
  labelName,
  selection as labelMatches,
  seriesLabels,
  type TargetMatch,
} from './selector';

export interface Selection<I extends MetricId> {
  readonly where?: Where<I>;
  readonly by?: By<I>;
}

export interface RangeSelection<I extends MetricId> extends Selection<I> {
  /** PromQL duration such as `5m`, or `$__rate_interval` on a board. */
  readonly window: string;
}

type Aggregation = 'sum' | 'max' | 'min' | 'avg';

/**
 * Builders of PromQL over the metrics of a binding. Ids and label keys are checked by the compiler; what the preset
 * omits is an error, unless it implies the value that is matched.
 */
export interface Queries {
  /** True if the preset exposes the metric with this label, so that it can be grouped by. */
  carries<I extends MetricId>(id: I, key: LabelKey<I>): boolean;
  /** Exposed name of a label, for legends, columns and templates. */
  label<I extends MetricId>(id: I, key: LabelKey<I>): string;
  /** The instant vector itself, not aggregated. */
  series<I extends MetricIdOf<'counter' | 'gauge'>>(id: I, where?: Where<I>): Expression;
  /** One series for each label set that the metric has: of a histogram, the number of its observations. */
  presence<I extends MetricId>(id: I, where?: Where<I>): Expression;
  /** Per-second rate of a counter, or of a histogram's observations, summed by `by`. */
  rate<I extends MetricIdOf<'counter' | 'histogram'>>(id: I, selection: RangeSelection<I>): Expression;
  /** Increase of a counter, or of a histogram's observations, over the window, summed by `by`. */
  increase<I extends MetricIdOf<'counter' | 'histogram'>>(id: I, selection: RangeSelection<I>): Expression;
  /**
   * Number of a histogram's observations over the window that lie above `bound`, summed by `by`.
   * @throws Error if `bound` is not one of the metric's buckets: the number could only be guessed.
   */
  increaseAbove<I extends MetricIdOf<'histogram'>>(
    bound: number,
    id: I,
    selection: RangeSelection<I>,
  ): Expression;
  /**
   * Per-second rate of a histogram's observations that lie above `bound`, summed by `by`.
   * @throws Error if `bound` is not one of the metric's buckets
   */
  rateAbove<I extends MetricIdOf<'histogram'>>(
    bound: number,
    id: I,
    selection: RangeSelection<I>,
  ): Expression;
  /** A gauge, aggregated by `by`. */
  aggregate<I extends MetricIdOf<'gauge'>>(how: Aggregation, id: I, selection?: Selection<I>): Expression;
  /** How often a gauge changed over the window: the most among the series of each group. */
  changes<I extends MetricIdOf<'gauge'>>(id: I, selection: RangeSelection<I>): Expression;
  /** 1 if no series of the metric matches, else nothing. Its result carries the labels that `where` equals to a value. */
  absent<I extends MetricIdOf<'counter' | 'gauge'>>(id: I, where?: Where<I>): Expression;
  /** Quantile of a histogram (0..1), in the metric's unit, by `by`. */
  quantile<I extends MetricIdOf<'histogram'>>(q: number, id: I, selection: RangeSelection<I>): Expression;
  /** Per-second rate of a histogram's observations up to each bucket bound, by `le` and `by`: what a heatmap draws. */
  buckets<I extends MetricIdOf<'histogram'>>(id: I, selection: RangeSelection<I>): Expression;
  /** Per-second growth of the sum of a histogram's observations, in the metric's unit, by `by`. */
  rateOfSum<I extends MetricIdOf<'histogram'>>(id: I, selection: RangeSelection<I>): Expression;
  /** Mean of a histogram's observations over the window, in the metric's unit, by `by`. */
  mean<I extends MetricIdOf<'histogram'>>(id: I, selection: RangeSelection<I>): Expression;
}

/**
 * The query builders for a preset's binding.
 * @param target matchers that every selector gets, e.g. those of a board's variables
 */
export function queries(binding: Binding, target: TargetMatch = {}): Queries {
  const bound = (id: MetricId): Scoped => ({ metric: boundMetric(binding, id), target });
  const rangeOf = (fn: 'rate' | 'increase') =>
    function <I extends MetricIdOf<'counter' | 'histogram'>>(
      id: I,
      selection: RangeSelection<I>,
    ): Expression {
      const scoped = bound(id);
      return ranged('sum', fn, scoped, countSuffix(scoped), selection);
    };
  const aboveOf = (fn: 'rate' | 'increase') =>
    function <I extends MetricIdOf<'histogram'>>(
      limit: number,
      id: I,
      selection: RangeSelection<I>,
    ): Expression {
      const scoped = bound(id);
      const all = ranged('sum', fn, scoped, '_count', selection);
      const upTo = ranged('sum', fn, scoped, '_bucket', selection, {
        where: [['le', bucketBound(scoped.metric, limit)]],
      });
      return binary(all, '-', upTo);
    };
  return {
    carries: (id, key) => binding.get(id)?.labels[key] !== undefined,
    label: (id, key) => labelName(boundMetric(binding, id), key),
    series: (id, where) => leaf(bound(id), '', where ?? {}),
    presence: (id, where) => leaf(bound(id), countSuffix(bound(id)), where ?? {}),
    rate: rangeOf('rate'),
    increase: rangeOf('increase'),
    increaseAbove: aboveOf('increase'),
    rateAbove: aboveOf('rate'),
    aggregate: (how, id, selection = {}) => {
      const scoped = bound(id);
      return aggregated(how, scoped.metric, selection, leaf(scoped, '', selection.where ?? {}));
    },
    changes: (id, selection) => ranged('max', 'changes', bound(id), '', selection),
    absent: (id, where) => {
      const { metric } = bound(id);
      const inner = leaf(bound(id), '', where ?? {});
      const known = labelMatches(metric, target, where ?? {}).filter(
        ([, match]) => typeof match === 'string',
      );
      const labels = known.map(([name]) => name);
      return expression(`absent(${inner.text})`, [inner], labels);
    },
    quantile: (q, id, selection) => {
      const buckets = ranged('sum', 'rate', bound(id), '_bucket', selection, { by: ['le'] });
      const labels = buckets.labels.filter((label) => label !== 'le');
      return expression(`histogram_quantile(${q}, ${buckets.text})`, [buckets], labels);
    },
    buckets: (id, selection) => ranged('sum', 'rate', bound(id), '_bucket', selection, { by: ['le'] }),
    rateOfSum: (id, selection) => ranged('sum', 'rate', bound(id), '_sum', selection),
    mean: (id, selection) => {
      const scoped = bound(id);
      return binary(
        ranged('sum', 'rate', scoped, '_sum', selection),
        '/',
        ranged('sum', 'rate', scoped, '_count', selection),
      );
    },
  };
}

/** A metric, and the targets whose series are meant. */
interface Scoped {
  readonly metric: BoundMetric;
  readonly target: TargetMatch;
}

/** Suffix of the series that count: a histogram has its own. */
function countSuffix({ metric }: Scoped): string {
  return metric.spec.type === 'histogram' ? '_count' : '';
}

/** Matchers and group labels outside the contract, which only `le` of a histogram needs. */
interface Extra {
  readonly where?: readonly LabelMatch[];
  readonly by?: readonly string[];
}

function ranged<I extends MetricId>(
  how: Aggregation,
  fn: 'rate' | 'increase' | 'changes',
  scoped: Scoped,
  suffix: string,
  selection: RangeSelection<I>,
  extra: Extra = {},
): Expression {
  const inner = leaf(scoped, suffix, selection.where ?? {}, extra.where);
  const call = { ...inner, text: `${fn}(${inner.text}[${selection.window}])` };
  return aggregated(how, scoped.metric, selection, call, extra.by);
}

function aggregated<I extends MetricId>(
  how: Aggregation,
  metric: BoundMetric,
  selection: Selection<I>,
  inner: Expression,
  extraBy: readonly string[] = [],
): Expression {
  const own = ((selection.by ?? []) as readonly string[]).map((key) => labelName(metric, key));
  const names = [...extraBy, ...own];
  const uses = inner.uses.map(({ id, labels }) => ({ id, labels: [...new Set([...labels, ...own])] }));
  const clause = names.length === 0 ? ' ' : ` by (${names.join(', ')}) `;
  return { text: `${how}${clause}(${inner.text})`, uses, labels: names };
}

function leaf(
  { metric, target }: Scoped,
  suffix: string,
  where: object,
  extra: readonly LabelMatch[] = [],
): Expression {
  const pairs = labelMatches(metric, target, where);
  return {
    text: `${metric.name}${suffix}${matchers([...pairs, ...extra])}`,
    uses: [{ id: metric.id, labels: pairs.map(([name]) => name) }],
    labels: seriesLabels(metric),
  };
}
