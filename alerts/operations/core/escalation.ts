import type { ObservedAlert } from './observation';
import type { PlanSettings } from './settings';
import { urgencyOfLabel } from './severity';

/** Name of the alert that says that another one waits for somebody. Route it to whoever is next. */
export const ESCALATION = 'AlertNotAcknowledged';

/** Label of an escalation with the fingerprint of the alert that it is about. */
export const ESCALATES = 'escalates';

/** Label of an escalation with how often its alert was escalated: 1, 2, ... */
export const ESCALATION_LEVEL = 'escalation_level';

/** Labels that an escalation has from its alert, so that it is routed and grouped as that one is. */
const TAKEN_OVER = ['service', 'environment', 'team', 'tenant_id'] as const;

/** An alert to send to Alertmanager. Times are Unix milliseconds. */
export interface SentAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly generatorUrl?: string | undefined;
}

/**
 * Escalations that are due for an alert. Their labels follow from the alert alone, so that whatever sends them, and
 * however often, Alertmanager holds one and tells of it once: no replica has to know of another.
 */
export function dueEscalations(
  alert: ObservedAlert,
  { escalateAfterMs, escalated, holdMs }: PlanSettings,
  now: number,
): readonly (SentAlert & { readonly level: number })[] {
  if (!alert.isActive || !escalated.includes(urgencyOfLabel(alert.labels['severity']))) return [];
  return escalateAfterMs
    .map((after, index) => ({ level: index + 1, startsAt: alert.startsAt + after }))
    .filter(({ startsAt }) => startsAt <= now)
    .map(({ level, startsAt }) => ({ level, ...escalationOf(alert, level), startsAt, endsAt: now + holdMs }));
}

function escalationOf(
  { fingerprint, labels, annotations, generatorUrl }: ObservedAlert,
  level: number,
): Pick<SentAlert, 'labels' | 'annotations' | 'generatorUrl'> {
  const name = labels['alertname'] ?? fingerprint;
  return {
    labels: {
      alertname: ESCALATION,
      severity: urgencyOfLabel(labels['severity']),
      [ESCALATES]: fingerprint,
      escalated_alert: name,
      [ESCALATION_LEVEL]: String(level),
      ...Object.fromEntries(
        TAKEN_OVER.flatMap((label) => (labels[label] === undefined ? [] : [[label, labels[label]]])),
      ),
    },
    annotations: {
      summary: 'An alert waits for somebody to acknowledge it.',
      description:
        `${name} fires and nobody has acknowledged it (level ${level}). ${annotations['description'] ?? annotations['summary'] ?? ''}`.trim(),
      ...(annotations['runbook_url'] === undefined ? {} : { runbook_url: annotations['runbook_url'] }),
      ...(annotations['dashboard_url'] === undefined ? {} : { dashboard_url: annotations['dashboard_url'] }),
    },
    ...(generatorUrl === undefined ? {} : { generatorUrl }),
  };
}
