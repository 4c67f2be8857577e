import { type Binding, familiesOf, TARGET_LABELS, WORKER_LABEL } from '../../instrumentation/contract';
import type { AlertmanagerConfig } from '../routing';
import type { AlertGroup } from '../rule';
import { parsePromql, type Promql } from './promql';

/** A series that expressions may read. */
export interface KnownSeries {
  readonly type: 'counter' | 'gauge' | 'bucket' | 'record';
  /** Undefined where nobody knows them. */
  readonly labels: readonly string[] | undefined;
  /** Finite upper bounds, for buckets. */
  readonly bounds?: readonly number[];
}

/** An expression, and where it is written. */
export interface LintQuery {
  readonly where: string;
  readonly text: string;
  /** What it becomes: something that nobody has to read, or a threshold that pages. */
  readonly kind: 'alert' | 'record' | 'panel';
}

/** What is linted together. */
export interface LintSubject {
  readonly series: ReadonlyMap<string, KnownSeries>;
  readonly groups: readonly AlertGroup[];
  /** PromQL of boards. */
  readonly panels: readonly { readonly where: string; readonly text: string }[];
  readonly alertmanager?: AlertmanagerConfig;
  /** Names of the alerts that have a case which fires and one which does not. */
  readonly tested: ReadonlySet<string>;
}

/** The series that a binding exposes, and those that rules record. */
export function seriesOf(binding: Binding, groups: readonly AlertGroup[]): ReadonlyMap<string, KnownSeries> {
  const known = new Map<string, KnownSeries>();
  for (const metric of binding.values()) {
    for (const { name, labels, buckets, constantLabels } of familiesOf(metric)) {
      const all = [...Object.values(labels), ...Object.keys(constantLabels), ...TARGET_LABELS, WORKER_LABEL];
      if (metric.spec.type === 'histogram') {
        known.set(`${name}_bucket`, { type: 'bucket', labels: [...all, 'le'], bounds: buckets });
        known.set(`${name}_count`, { type: 'counter', labels: all });
        known.set(`${name}_sum`, { type: 'counter', labels: all });
      } else {
        known.set(name, { type: metric.spec.type === 'counter' ? 'counter' : 'gauge', labels: all });
      }
    }
  }
  for (const { record, labels = {}, seriesLabels } of groups.flatMap(({ records = [] }) => records)) {
    known.set(record, { type: 'record', labels: [...seriesLabels, ...Object.keys(labels)] });
  }
  return known;
}

/** Every expression of the subject. */
export function queriesOf({ groups, panels }: LintSubject): readonly LintQuery[] {
  return [
    ...groups.flatMap(({ rules, records = [] }) => [
      ...records.map(({ record, expr }) => ({ where: record, text: expr, kind: 'record' as const })),
      ...rules.map(({ alert, expr }) => ({ where: alert, text: expr, kind: 'alert' as const })),
    ]),
    ...panels.map((panel) => ({ ...panel, kind: 'panel' as const })),
  ];
}

/** The parsed expression; undefined if it is none, which is for one check to say. */
export function parsed(text: string): Promql | undefined {
  try {
    return parsePromql(text);
  } catch {
    return undefined;
  }
}
