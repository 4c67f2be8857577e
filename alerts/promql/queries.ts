import {
  type Binding,
  type BoundMetric,
  boundMetric,
  type MetricId,
  type MetricIdOf,
  TARGET_LABELS,
} from '../../instrumentation/contract';
import { bucketBound } from './bucket';
import { binary, expression, type Expression } from './expression';
import { type By, type Match, matchers, type Where } from './matcher';

export interface Selection<I extends MetricId> {
  readonly where?: Where<I>;
  readonly by?: By<I>;
}

export interface RangeSelection<I extends MetricId> extends Selection<I> {
  /** PromQL duration such as `5m`, or `$__rate_interval` on a board. */
  readonly window: string;
}

type Aggregation = 'sum' | 'max' | 'min' | 'avg';

/** Builders of PromQL over the metrics of a binding. Ids and label keys are checked by the compiler. */
export interface Queries {
  /** The instant vector itself, not aggregated. */
  series<I extends MetricIdOf<'counter' | 'gauge'>>(id: I, where?: Where<I>): Expression;
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
  /** A gauge, aggregated by `by`. */
  aggregate<I extends MetricIdOf<'gauge'>>(how: Aggregation, id: I, selection?: Selection<I>): Expression;
  /** How often a gauge changed over the window: the most among the series of each group. */
  changes<I extends MetricIdOf<'gauge'>>(id: I, selection: RangeSelection<I>): Expression;
  /** 1 if no series of the metric matches, else nothing. Its result carries the labels that `where` equals to a value. */
  absent<I extends MetricIdOf<'counter' | 'gauge'>>(id: I, where?: Where<I>): Expression;
  /** Quantile of a histogram (0..1), in the metric's unit, by `by`. */
  quantile<I extends MetricIdOf<'histogram'>>(q: number, id: I, selection: RangeSelection<I>): Expression;
  /** Per-second growth of the sum of a histogram's observations, in the metric's unit, by `by`. */
  rateOfSum<I extends MetricIdOf<'histogram'>>(id: I, selection: RangeSelection<I>): Expression;
  /** Mean of a histogram's observations over the window, in the metric's unit, by `by`. */
  mean<I extends MetricIdOf<'histogram'>>(id: I, selection: RangeSelection<I>): Expression;
}

/** The query builders for a preset's binding. */
export function queries(binding: Binding): Queries {
  const bound = (id: MetricId): BoundMetric => boundMetric(binding, id);
  const rangeOf = (fn: 'rate' | 'increase') =>
    function <I extends MetricIdOf<'counter' | 'histogram'>>(
      id: I,
      selection: RangeSelection<I>,
    ): Expression {
      const metric = bound(id);
      const suffix = metric.spec.type === 'histogram' ? '_count' : '';
      return ranged('sum', fn, metric, suffix, selection);
    };
  return {
    series: (id, where) => leaf(bound(id), '', where ?? {}),
    rate: rangeOf('rate'),
    increase: rangeOf('increase'),
    increaseAbove: (limit, id, selection) => {
      const metric = bound(id);
      const all = ranged('sum', 'increase', metric, '_count', selection);
      const upTo = ranged('sum', 'increase', metric, '_bucket', selection, {
        where: [['le', bucketBound(metric, limit)]],
      });
      return binary(all, '-', upTo);
    },
    aggregate: (how, id, selection = {}) => {
      const metric = bound(id);
      return aggregated(how, metric, selection, leaf(metric, '', selection.where ?? {}));
    },
    changes: (id, selection) => ranged('max', 'changes', bound(id), '', selection),
    absent: (id, where) => {
      const inner = leaf(bound(id), '', where ?? {});
      const known = Object.entries(where ?? {}).filter(([, match]) => typeof match === 'string');
      const labels = known.map(([key]) => labelName(bound(id), key));
      return expression(`absent(${inner.text})`, [inner], labels);
    },
    quantile: (q, id, selection) => {
      const buckets = ranged('sum', 'rate', bound(id), '_bucket', selection, { by: ['le'] });
      const labels = buckets.labels.filter((label) => label !== 'le');
      return expression(`histogram_quantile(${q}, ${buckets.text})`, [buckets], labels);
    },
    rateOfSum: (id, selection) => ranged('sum', 'rate', bound(id), '_sum', selection),
    mean: (id, selection) => {
      const metric = bound(id);
      return binary(
        ranged('sum', 'rate', metric, '_sum', selection),
        '/',
        ranged('sum', 'rate', metric, '_count', selection),
      );
    },
  };
}

/** Matchers and group labels outside the contract, which only `le` of a histogram needs. */
interface Extra {
  readonly where?: readonly (readonly [name: string, match: Match<string>])[];
  readonly by?: readonly string[];
}

function ranged<I extends MetricId>(
  how: Aggregation,
  fn: 'rate' | 'increase' | 'changes',
  metric: BoundMetric,
  suffix: string,
  selection: RangeSelection<I>,
  extra: Extra = {},
): Expression {
  const inner = leaf(metric, suffix, selection.where ?? {}, extra.where);
  const call = { ...inner, text: `${fn}(${inner.text}[${selection.window}])` };
  return aggregated(how, metric, selection, call, extra.by);
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

function leaf(metric: BoundMetric, suffix: string, where: object, extra: Extra['where'] = []): Expression {
  const pairs = (Object.entries(where) as [string, Match<string>][]).map(
    ([key, match]) => [labelName(metric, key), match] as const,
  );
  return {
    text: `${metric.name}${suffix}${matchers([...pairs, ...extra])}`,
    uses: [{ id: metric.id, labels: pairs.map(([name]) => name) }],
    labels: [...Object.values(metric.labels), ...TARGET_LABELS],
  };
}

/** Exposed name of a label key. The compiler has checked the key; plain JavaScript callers get an error. */
function labelName(metric: BoundMetric, key: string): string {
  const name = metric.labels[key] ?? (TARGET_LABELS.includes(key as never) ? key : undefined);
  if (name === undefined) {
    const known = [...Object.keys(metric.labels), ...TARGET_LABELS].join(', ');
    throw new Error(`metric "${metric.id}" has no label "${key}"; it has: ${known}`);
  }
  return name;
}
