import { parts, type Promql } from '../promql';
import { type KnownSeries, parsed } from '../subject';
import { ofQueries } from './check';

/** Thresholds of quantiles against the buckets that they are read from. */
export const quantilesCheck = ofQueries('quantiles', ({ text }, { series }) => {
  const node = parsed(text);
  if (node === undefined) return [];
  return [...parts(node)].flatMap(([one, around]) => {
    if (one.kind !== 'call' || one.fn !== 'histogram_quantile') return [];
    const [, of] = one.args;
    if (of === undefined) return [];
    return [...ofBuckets(of, series), ...ofThreshold(one, of, around[0], series)];
  });
});

function ofBuckets(of: Promql, series: ReadonlyMap<string, KnownSeries>): string[] {
  const names = seriesIn(of).filter((name) => series.has(name));
  const others = names.filter((name) => !['bucket', 'record'].includes(series.get(name)?.type ?? ''));
  const lost = [...parts(of)].some(
    ([one]) =>
      one.kind === 'aggregate' &&
      (one.by === undefined ? one.without?.includes('le') === true : !one.by.includes('le')),
  );
  return [
    ...others.map((name) => `histogram_quantile of ${name}, which has no buckets`),
    ...(lost ? ['histogram_quantile of a sum without le: there are no buckets left; group by le, too'] : []),
  ];
}

function ofThreshold(
  quantile: Promql,
  of: Promql,
  around: Promql | undefined,
  series: ReadonlyMap<string, KnownSeries>,
): string[] {
  if (around?.kind !== 'binary' || around.left !== quantile || around.right.kind !== 'number') return [];
  const { value } = around.right;
  const bounds = seriesIn(of).flatMap((name) => series.get(name)?.bounds ?? []);
  const largest = Math.max(...bounds);
  if (bounds.length === 0) return [];
  if (value >= largest && ['>', '>='].includes(around.op)) {
    return [
      `a quantile is never above ${value}: the largest bucket ends at ${largest}, and says no more than that`,
    ];
  }
  return bounds.includes(value)
    ? []
    : [
        `no bucket ends at ${value}, so the quantile is a guess between ${between(bounds, value)}; take one of these`,
      ];
}

function between(bounds: readonly number[], value: number): string {
  const below = Math.max(0, ...bounds.filter((bound) => bound < value));
  const above = Math.min(...bounds.filter((bound) => bound > value));
  return `${below} and ${above}`;
}

/** Buckets that are asked for by a bound that there is none of. */
export const boundsCheck = ofQueries('bounds', ({ text }, { series }) => {
  const node = parsed(text);
  if (node === undefined) return [];
  return [...parts(node)].flatMap(([one]) => {
    if (one.kind !== 'selector') return [];
    const bounds = series.get(one.name)?.bounds;
    if (bounds === undefined) return [];
    return one.matchers
      .filter(({ label, op, value }) => label === 'le' && op === '=' && value !== '+Inf')
      .filter(({ value }) => !bounds.includes(Number(value)))
      .map(({ value }) => `${one.name} has no bucket with le="${value}"; there are ${bounds.join(', ')}`);
  });
});

function seriesIn(node: Promql): string[] {
  return [...parts(node)].flatMap(([one]) => (one.kind === 'selector' ? [one.name] : []));
}
