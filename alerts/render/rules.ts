import { stringify } from 'yaml';
import { promDuration } from '../duration';
import type { AlertGroup, AlertRule, RecordingRule } from '../rule';

/** A rule group in the format of Prometheus, which is also that of the operator's PrometheusRule. */
export interface RuleGroupFile {
  readonly name: string;
  readonly interval: string;
  readonly rules: readonly RuleFile[];
}

type RuleFile = AlertFile | RecordFile;

interface RecordFile {
  readonly record: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
}

interface AlertFile {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly keep_firing_for?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** The groups as plain data, durations as text. */
export function ruleGroups(groups: readonly AlertGroup[]): readonly RuleGroupFile[] {
  return groups.map(({ name, interval, records, rules }) => ({
    name,
    interval: promDuration(interval),
    rules: [...(records ?? []).map(recordFile), ...rules.map(ruleFile)],
  }));
}

/** The groups as a rule file for Prometheus. */
export function renderRules(groups: readonly AlertGroup[]): string {
  return stringify({ groups: ruleGroups(groups) }, { lineWidth: 0, aliasDuplicateObjects: false });
}

function recordFile({ record, expr, labels }: RecordingRule): RecordFile {
  return { record, expr, ...(labels === undefined ? {} : { labels }) };
}

function ruleFile(rule: AlertRule): AlertFile {
  return {
    alert: rule.alert,
    expr: rule.expr,
    ...(rule.for === 0 ? {} : { for: promDuration(rule.for) }),
    ...(rule.keepFiringFor === undefined ? {} : { keep_firing_for: promDuration(rule.keepFiringFor) }),
    labels: rule.labels,
    annotations: { ...rule.annotations },
  };
}
