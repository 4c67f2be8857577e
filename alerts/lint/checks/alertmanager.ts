import { ESCALATES, ESCALATION, ESCALATION_LEVEL } from '../../operations/core/escalation';
import { ALERT_NAMES } from '../../packs';
import { type AlertmanagerRoute, MATCHED_LABELS } from '../../routing';
import type { LintSubject } from '../subject';
import { ofSubject } from './check';

/** Labels that alerts get from elsewhere: from whoever runs the gateways, and from alert operations. */
const FROM_ELSEWHERE = [...Object.values(MATCHED_LABELS), ESCALATES, ESCALATION_LEVEL];

/** Labels and names of alerts in Alertmanager's configuration that no alert has. */
export const alertmanagerCheck = ofSubject('alertmanager', (subject) => {
  const { alertmanager } = subject;
  if (alertmanager === undefined) return [];
  const labels = new Set([...FROM_ELSEWHERE, ...labelsOfAlerts(subject)]);
  const names = new Set<string>([...ALERT_NAMES, ESCALATION]);
  const matchers = (list: readonly string[], where: string) =>
    list.flatMap((text) => matcherProblems(text, labels, names).map((message) => [where, message] as const));
  const walk = (route: AlertmanagerRoute, where: string): (readonly [string, string])[] => [
    ...matchers(route.matchers ?? [], where),
    ...unknown(route.group_by ?? [], labels).map(
      (label) => [where, `groups by ${label}, which no alert has`] as const,
    ),
    ...(route.routes ?? []).flatMap((child, index) => walk(child, `${where}.routes[${index}]`)),
  ];
  return [
    ...walk(alertmanager.route, 'route'),
    ...alertmanager.inhibit_rules.flatMap(({ source_matchers: from, target_matchers: to, equal }, index) => [
      ...matchers([...from, ...to], `inhibit_rules[${index}]`),
      ...(isOn(from, subject) ? unknown(equal, labels) : []).map(
        (label) => [`inhibit_rules[${index}]`, `is equal in ${label}, which no alert has`] as const,
      ),
    ]),
  ];
});

/** True if the preset has an alert that the matchers name: an inhibition of others does nothing here. */
function isOn(matchers: readonly string[], { groups }: LintSubject): boolean {
  const named = matchers.flatMap((text) => /^alertname=~?"(.*)"$/.exec(text)?.[1]?.split('|') ?? []);
  return groups.some(({ rules }) => rules.some(({ alert }) => named.includes(alert)));
}

function labelsOfAlerts({ groups }: LintSubject): string[] {
  return groups.flatMap(({ rules }) =>
    rules.flatMap(({ labels, seriesLabels }) => [...Object.keys(labels), ...seriesLabels]),
  );
}

function unknown(labels: readonly string[], known: ReadonlySet<string>): string[] {
  return labels.filter((label) => !known.has(label));
}

function matcherProblems(text: string, labels: ReadonlySet<string>, names: ReadonlySet<string>): string[] {
  const [, label = '', op = '', value = ''] = /^(\w+)(=~|!~|!=|=)"(.*)"$/.exec(text) ?? [];
  if (label === '') return [`the matcher ${text} cannot be read`];
  if (!labels.has(label)) return [`matches on ${label}, which no alert has`];
  if (label !== 'alertname') return [];
  const wanted = op.includes('~') ? value.split('|') : [value];
  return wanted.filter((name) => !names.has(name)).map((name) => `names ${name}, which is no alert`);
}
