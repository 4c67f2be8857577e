import type { LedgerCheck } from '../../examples/frame';
import type { BoundFamily, BoundMetric } from '../../instrumentation/contract';
import type { RawSamples } from '../clients/prometheus';

/** Sums of observations are floating-point additions in another order. */
const RELATIVE_ERROR = 1e-9;

/** A check with the ledgers before and after a kill. */
export interface LedgerRisk {
  readonly before: LedgerCheck;
  readonly after: LedgerCheck;
}

/** Name of the series of a family that a check is about. */
export function comparedSeries(
  { spec }: BoundMetric,
  { name }: BoundFamily,
  of: LedgerCheck['of'] = 'count',
): string {
  return spec.type === 'histogram' ? `${name}_${of}` : name;
}

/** What a ledger and Prometheus have, by group of label values. */
interface LedgerSums {
  readonly expected: ReadonlyMap<string, number>;
  readonly actual: ReadonlyMap<string, number>;
  /** Of what is expected, the part that a kill may have lost. */
  readonly atRisk: (group: string) => number;
}

/** What a check is about, in one family. */
export interface Compared {
  readonly check: LedgerCheck;
  readonly metric: BoundMetric;
  readonly family: BoundFamily;
  readonly found: readonly RawSamples[];
  /** Unix times in seconds at which the process was down; between them lie the lives of its counters. */
  readonly restarts: readonly number[];
  /** The same check before and after each kill: what lies between them may be missing. */
  readonly kills?: readonly LedgerRisk[];
}

/** The sums of both sides, over the labels that the check compares. */
function ledgerSums({ check, metric, family, found, restarts, kills = [] }: Compared): LedgerSums {
  const carried = check.by.filter((key) => family.labels[key] !== undefined);
  const shown = (key: string, value: string): string => family.labelValues[key]?.[value] ?? value;
  const isKnown = (value: (key: string) => string | undefined): boolean =>
    Object.entries(check.except ?? {}).every(([key, values]) => {
      const actual = value(key);
      return actual === undefined || !values.some((each) => shown(key, each) === actual);
    });
  const sums = (rows: LedgerCheck['rows']): ReadonlyMap<string, number> => {
    const groups = new Map<string, number>();
    for (const { labels, value } of rows) {
      const own = (key: string): string | undefined =>
        labels[key] === undefined ? undefined : shown(key, labels[key]);
      if (isKnown(own)) add(groups, groupOf(carried, own), value);
    }
    return groups;
  };
  const actual = new Map<string, number>();
  for (const { labels, samples } of found) {
    const own = (key: string): string | undefined => labels[family.labels[key] ?? ''];
    if (isKnown(own)) add(actual, groupOf(carried, own), total(metric, samples, restarts));
  }
  // A gauge tells of the last life alone, which nothing is missing from.
  const lost = metric.spec.type === 'gauge' ? [] : kills;
  const risks = lost.map(({ before, after }) => [sums(before.rows), sums(after.rows)] as const);
  return {
    expected: sums(check.rows),
    actual,
    atRisk: (group) =>
      risks.reduce((sum, [before, after]) => sum + (after.get(group) ?? 0) - (before.get(group) ?? 0), 0),
  };
}

/**
 * Where the samples of a family differ from the ledger, one sentence each; empty if they are equal. A counter that was
 * 0 in each of its lives is as good as one that is not there.
 */
export function ledgerDifferences(compared: Compared): readonly string[] {
  const { check, metric, family } = compared;
  const { expected, actual, atRisk } = ledgerSums(compared);
  return [...new Set([...expected.keys(), ...actual.keys()])].sort().flatMap((group) => {
    const [want, have, risk] = [expected.get(group) ?? 0, actual.get(group) ?? 0, atRisk(group)];
    const error = Math.abs(want) * RELATIVE_ERROR;
    const [least, most] = [want - Math.max(risk, 0) - error, want - Math.min(risk, 0) + error];
    if (have >= least && have <= most) return [];
    const may = risk === 0 ? '' : `, of which ${risk} may be missing`;
    return [`${comparedSeries(metric, family, check.of)}{${group}} is ${have}, the ledger has ${want}${may}`];
  });
}

/** How much of what a kill may have lost is missing, and how much that might have been. */
export function ledgerLosses(compared: Compared): { readonly missing: number; readonly atRisk: number } {
  const { expected, actual, atRisk } = ledgerSums(compared);
  const sum = (value: (group: string) => number): number =>
    [...expected.keys()].reduce((all, group) => all + value(group), 0);
  return {
    missing: sum((group) => (expected.get(group) ?? 0) - (actual.get(group) ?? 0)),
    atRisk: sum(atRisk),
  };
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
