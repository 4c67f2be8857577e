import {
  type Binding,
  type BoundMetric,
  boundMetric,
  type MetricId,
  type MetricIdOf,
  TARGET_LABELS,
} from '../../instrumentation/contract';
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
  /** A gauge, aggregated by `by`. */
  aggregate<I extends MetricIdOf<'gauge'>>(how: Aggregation, id: I, selection?: Selection<I>): Expression;
  /** Quantile of a histogram (0..1), in the metric's unit, by `by`. */
  quantile<I extends MetricIdOf<'histogram'>>(q: number, id: I, selection: RangeSelection<I>): Expression;
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
      return ranged(fn, metric, suffix, selection);
    };
  return {
    series: (id, where) => leaf(bound(id), '', where ?? {}, []),
    rate: rangeOf('rate'),
    increase: rangeOf('increase'),
    aggregate: (how, id, selection = {}) => {
      const metric = bound(id);
      const by = (selection.by ?? []) as readonly string[];
      const inner = leaf(metric, '', selection.where ?? {}, by);
      return expression(`${how}${grouping(metric, by)}(${inner.text})`, [inner]);
    },
    quantile: (q, id, selection) => {
      const buckets = ranged('rate', bound(id), '_bucket', selection, ['le']);
      return expression(`histogram_quantile(${q}, ${buckets.text})`, [buckets]);
    },
    mean: (id, selection) => {
      const metric = bound(id);
      return binary(
        ranged('rate', metric, '_sum', selection),
        '/',
        ranged('rate', metric, '_count', selection),
      );
    },
  };
}

function ranged<I extends MetricId>(
  fn: 'rate' | 'increase',
  metric: BoundMetric,
  suffix: string,
  selection: RangeSelection<I>,
  extraBy: readonly string[] = [],
): Expression {
  const by = (selection.by ?? []) as readonly string[];
  const inner = leaf(metric, suffix, selection.where ?? {}, by);
  const text = `sum${grouping(metric, by, extraBy)}(${fn}(${inner.text}[${selection.window}]))`;
  return expression(text, [inner]);
}

function leaf(metric: BoundMetric, suffix: string, where: object, by: readonly string[]): Expression {
  const pairs = (Object.entries(where) as [string, Match<string>][]).map(
    ([key, match]) => [labelName(metric, key), match] as const,
  );
  const labels = [...new Set([...pairs.map(([name]) => name), ...by.map((key) => labelName(metric, key))])];
  return { text: `${metric.name}${suffix}${matchers(pairs)}`, uses: [{ id: metric.id, labels }] };
}

function grouping(metric: BoundMetric, by: readonly string[], extra: readonly string[] = []): string {
  const names = [...extra, ...by.map((key) => labelName(metric, key))];
  return names.length === 0 ? ' ' : ` by (${names.join(', ')}) `;
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
