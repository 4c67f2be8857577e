import type { LedgerCheck } from '../../examples/frame';
import type { BoundFamily, BoundMetric } from '../../instrumentation/contract';
import type { RawSamples } from '../clients/prometheus';

/** Sums of observations are floating-point additions in another order. */
const RELATIVE_ERROR = 1e-9;

/** Name of the series of a family that a check is about. */
export function comparedSeries(
  { spec }: BoundMetric,
  { name }: BoundFamily,
  of: LedgerCheck['of'] = 'count',
): string {
  return spec.type === 'histogram' ? `${name}_${of}` : name;
}

/**
 * Where the samples of a family differ from the ledger, one sentence each; empty if they are equal. A counter that was
 * 0 in each of its lives is as good as one that is not there.
 * @param restarts Unix times in seconds at which the process was down; between them lie the lives of its counters
 */
export function ledgerDifferences(
  check: LedgerCheck,
  metric: BoundMetric,
  family: BoundFamily,
  found: readonly RawSamples[],
  restarts: readonly number[],
): readonly string[] {
  const carried = check.by.filter((key) => family.labels[key] !== undefined);
  const shown = (key: string, value: string): string => family.labelValues[key]?.[value] ?? value;
  const isKnown = (value: (key: string) => string | undefined): boolean =>
    Object.entries(check.except ?? {}).every(([key, values]) => {
      const actual = value(key);
      return actual === undefined || !values.some((each) => shown(key, each) === actual);
    });

  const expected = new Map<string, number>();
  for (const { labels, value } of check.rows) {
    const own = (key: string): string | undefined =>
      labels[key] === undefined ? undefined : shown(key, labels[key]);
    if (isKnown(own)) add(expected, groupOf(carried, own), value);
  }
  const actual = new Map<string, number>();
  for (const { labels, samples } of found) {
    const own = (key: string): string | undefined => labels[family.labels[key] ?? ''];
    if (isKnown(own)) add(actual, groupOf(carried, own), total(metric, samples, restarts));
  }
  return [...new Set([...expected.keys(), ...actual.keys()])].sort().flatMap((group) => {
    const [want, have] = [expected.get(group) ?? 0, actual.get(group) ?? 0];
    return Math.abs(want - have) <= Math.abs(want) * RELATIVE_ERROR
      ? []
      : [`${comparedSeries(metric, family, check.of)}{${group}} is ${have}, the ledger has ${want}`];
  });
}

/** The value of a gauge now; of anything that counts, what its lives came to. */
function total({ spec }: BoundMetric, samples: RawSamples['samples'], restarts: readonly number[]): number {
  if (spec.type === 'gauge') return samples.at(-1)?.[1] ?? 0;
  const lastOfLife = new Map<number, number>();
  for (const [at, value] of samples) lastOfLife.set(restarts.filter((down) => down < at).length, value);
  return [...lastOfLife.values()].reduce((sum, value) => sum + value, 0);
}

function groupOf(keys: readonly string[], value: (key: string) => string | undefined): string {
  return keys.map((key) => `${key}="${value(key) ?? ''}"`).join(', ');
}

function add(sums: Map<string, number>, group: string, value: number): void {
  sums.set(group, (sums.get(group) ?? 0) + value);
}
