import { ESCALATION, ESCALATION_LEVEL } from '../operations/core/escalation';
import { SEVERITIES, type Severity } from '../rule';
import { DEAD_MANS_SWITCH } from './leaves';
import { isMatched } from './match';
import type { Routing } from './routing';

/**
 * Names of the receivers that an alert with these labels goes to, copies first: what the routing means, said without
 * Alertmanager's tree of routes.
 */
export function receiversOf(routing: Routing, labels: Readonly<Record<string, string>>): readonly string[] {
  if (labels['alertname'] === DEAD_MANS_SWITCH) return [routing.deadMansSwitch.receiver];
  return [...(routing.observers ?? []), takerOf(routing, labels)];
}

function takerOf(routing: Routing, labels: Readonly<Record<string, string>>): string {
  const { escalations = [], rules = [], bySeverity } = routing;
  if (labels['alertname'] === ESCALATION && escalations.length > 0) {
    const level = Number(labels[ESCALATION_LEVEL]);
    return escalations[level - 1] ?? escalations[escalations.length - 1] ?? bySeverity.critical;
  }
  const severity = SEVERITIES.find((one) => one === labels['severity']);
  if (severity === undefined) return bySeverity.critical;
  return taken(rules, severity, labels) ?? bySeverity[severity];
}

function taken(
  rules: NonNullable<Routing['rules']>,
  severity: Severity,
  labels: Readonly<Record<string, string>>,
): string | undefined {
  for (const { match, to } of rules) {
    const receiver = typeof to === 'string' ? to : to[severity];
    if (receiver !== undefined && isMatched(match, labels)) return receiver;
  }
  return undefined;
}
