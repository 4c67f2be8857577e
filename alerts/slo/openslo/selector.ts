import { type Binding, type BoundMetric, isClosed, TARGET_LABELS } from '../../../instrumentation/contract';
import type { Match } from '../../promql';
import type { Matches } from '../slo';

/** A selector of an OpenSLO query in terms of the contract. */
export interface ReadSelector {
  readonly metric: BoundMetric;
  /** What stands behind the name of a histogram, else empty. */
  readonly suffix: '' | '_bucket' | '_count' | '_sum';
  readonly where: Matches;
  /** Value of the label `le`, which is no label of the contract. */
  readonly le: string | undefined;
}

const SELECTOR = /^\s*([a-zA-Z_:][\w:]*)\s*(?:\{(.*)\})?\s*$/s;
const MATCHER = /\s*(\w+)\s*(=~|!~|!=|=)\s*"((?:\\.|[^"\\])*)"\s*(?:,|$)/y;

/**
 * The selector that a query is.
 * @throws Error if the query is more than a selector, or names a metric or label that the preset does not expose
 */
export function readSelector(query: string, binding: Binding): ReadSelector {
  const [, name, inner = ''] = SELECTOR.exec(query) ?? [];
  if (name === undefined) {
    throw new Error(
      `"${query}" is no selector: a counter such as http_requests_total{code="500"} is needed; rates and sums are ours to add`,
    );
  }
  const { metric, suffix } = metricOf(name, binding);
  const pairs = matchersOf(inner, query);
  const own = pairs.filter(([label]) => label !== 'le');
  return {
    metric,
    suffix,
    where: Object.fromEntries(own.map(([label, operator, value]) => matchOf(metric, label, operator, value))),
    le: pairs.find(([label, operator]) => label === 'le' && operator === '=')?.[2],
  };
}

function metricOf(name: string, binding: Binding): Pick<ReadSelector, 'metric' | 'suffix'> {
  for (const metric of binding.values()) {
    const suffixes =
      metric.spec.type === 'histogram' ? (['_bucket', '_count', '_sum'] as const) : ([''] as const);
    const suffix = suffixes.find((end) => metric.name + end === name);
    if (suffix !== undefined) return { metric, suffix };
  }
  throw new Error(`"${name}" is no metric that the preset exposes`);
}

type Pair = readonly [label: string, operator: string, value: string];

function matchersOf(inner: string, query: string): readonly Pair[] {
  const pairs: Pair[] = [];
  MATCHER.lastIndex = 0;
  while (MATCHER.lastIndex < inner.length) {
    const at = MATCHER.lastIndex;
    const [, label, operator, value] = MATCHER.exec(inner) ?? [];
    if (label === undefined || operator === undefined || value === undefined) {
      throw new Error(`"${query}" has a matcher that cannot be read at "${inner.slice(at)}"`);
    }
    pairs.push([label, operator, value.replace(/\\(.)/g, '$1')]);
  }
  return pairs;
}

function matchOf(
  metric: BoundMetric,
  label: string,
  operator: string,
  value: string,
): [string, Match<string>] {
  const key =
    Object.entries(metric.labels).find(([, name]) => name === label)?.[0] ??
    TARGET_LABELS.find((name) => name === label);
  if (key === undefined) {
    const known = [...Object.values(metric.labels), ...TARGET_LABELS].join(', ');
    throw new Error(`"${metric.name}" has no label "${label}"; it has: ${known}`);
  }
  const spelling = Object.entries(metric.labelValues[key] ?? {});
  const meant = (one: string): string => spelling.find(([, spelled]) => spelled === one)?.[0] ?? one;
  if (operator === '=') return [key, meant(value)];
  if (operator === '!=') return [key, { not: meant(value) }];
  const declared = metric.spec.labels[key];
  const values = value.split('|').map(meant);
  const isList =
    declared !== undefined && isClosed(declared) && values.every((one) => declared.values.includes(one));
  if (operator === '=~') return [key, isList ? { oneOf: values } : { regex: value }];
  return [key, isList ? { noneOf: values } : { notRegex: value }];
}
