import { promDuration } from './duration';
import type { AlertGroup, AlertRule } from './rule';

/** The alerts as one Markdown table a group, for docs/alerts.md. */
export function alertsMarkdown(groups: readonly AlertGroup[]): string {
  return groups.map(({ name, rules }) => `## ${name}\n\n${table(rules)}`).join('\n');
}

function table(rules: readonly AlertRule[]): string {
  const head =
    '| Alert | Severity | Meaning | Condition | For | Runbook |\n| --- | --- | --- | --- | --- | --- |\n';
  return head + rules.map((rule) => `| ${cells(rule).join(' | ')} |\n`).join('');
}

function cells(rule: AlertRule): string[] {
  const { summary, runbook_url: runbook } = rule.annotations;
  // A bar would end the cell, even inside code.
  const condition = `\`${rule.expr.replaceAll('|', '\\|')}\``;
  return [
    rule.alert,
    rule.labels.severity,
    summary,
    condition,
    promDuration(rule.for),
    `[${rule.alert}](${runbook})`,
  ];
}
