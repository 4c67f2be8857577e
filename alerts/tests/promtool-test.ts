import { stringify } from 'yaml';
import { promDuration } from '../duration';
import type { AlertGroup, AlertRule } from '../rule';
import type { AlertCase, Check, Firing } from './case';
import { humanized } from './humanize';
import { STEP } from './values';

/**
 * The cases as a test file for `promtool test rules`.
 * @param ruleFile path of the rendered rules, relative to the test file
 * @throws Error naming the alert if a case is about one that the groups do not have.
 */
export function promtoolTest(
  cases: readonly AlertCase[],
  groups: readonly AlertGroup[],
  ruleFile: string,
): string {
  const rules = new Map(groups.flatMap((group) => group.rules).map((rule) => [rule.alert, rule]));
  const tests = cases.map((one) => {
    const rule = rules.get(one.alert);
    if (rule === undefined) throw new Error(`case "${one.name}" is about ${one.alert}, which no group has`);
    return {
      name: `${one.alert} ${one.kind}: ${one.name}`,
      interval: promDuration(one.step ?? STEP),
      input_series: one.series.map(({ series, values }) => ({ series, values })),
      alert_rule_test: one.checks.map((check) => ruleTest(check, rule)),
    };
  });
  return stringify(
    { rule_files: [ruleFile], evaluation_interval: promDuration(cases[0]?.step ?? STEP), tests },
    { lineWidth: 0, aliasDuplicateObjects: false },
  );
}

function ruleTest({ at, firing }: Check, rule: AlertRule): object {
  return {
    eval_time: promDuration(at),
    alertname: rule.alert,
    exp_alerts: firing.map((alert) => ({
      exp_labels: { ...rule.labels, ...alert.labels },
      exp_annotations: Object.fromEntries(
        Object.entries(rule.annotations).map(([name, text]) => [name, expand(text, alert)]),
      ),
    })),
  };
}

/** The template with the labels and the shown value filled in, as Prometheus would. */
function expand(template: string, { labels, value }: Firing): string {
  return template
    .replace(/\{\{ \$labels\.(\w+)(?: \| urlquery)? \}\}/g, (_, label: string) => labels[label] ?? '')
    .replace(/\{\{ \$value \| (\w+) \}\}/g, (_, filter: string) =>
      typeof value === 'number' ? humanized(filter, value) : (value ?? ''),
    );
}
