import { promDuration } from './duration';
import type { AlertGroup, AlertRule, RecordingRule } from './rule';

/** The alerts as one Markdown table a group, for docs/alerts.md. */
export function alertsMarkdown(groups: readonly AlertGroup[]): string {
  return groups.map((group) => `## ${group.name}\n\n${section(group)}`).join('\n');
}

function section({ records = [], rules }: AlertGroup): string {
  return [
    ...(records.length === 0 ? [] : [recordTable(records)]),
    ...(rules.length === 0 ? [] : [table(rules)]),
  ].join('\n');
}

function recordTable(records: readonly RecordingRule[]): string {
  const rows = records.map(({ record, expr }) => `| \`${record}\` | ${code(expr)} |\n`);
  return `| Recorded series | Expression |\n| --- | --- |\n${rows.join('')}`;
}

/** A bar would end the cell, even inside code. */
function code(expr: string): string {
  return `\`${expr.replaceAll('|', '\\|')}\``;
}

function table(rules: readonly AlertRule[]): string {
  const head =
    '| Alert | Severity | Meaning | Condition | For | Runbook |\n| --- | --- | --- | --- | --- | --- |\n';
  return head + rules.map((rule) => `| ${cells(rule).join(' | ')} |\n`).join('');
}

function cells(rule: AlertRule): string[] {
  const { summary, runbook_url: runbook } = rule.annotations;
  return [
    rule.alert,
    rule.labels.severity,
    summary,
    code(rule.expr),
    promDuration(rule.for),
    `[${rule.alert}](${runbook})`,
  ];
}
