import { begun, ended, type AbsentSince } from './episodes';
import { dueEscalations, ESCALATES, ESCALATION, ESCALATION_LEVEL, type SentAlert } from './escalation';
import type { OperationsEvent } from './events';
import { adopted, over, silencesOf, type WantedSilence } from './holds';
import type { Observation, ToldAlert } from './observation';
import type { PlanSettings } from './settings';
import { apply, copyOf, holdKey, type State } from './state';

/** What is to be written down and done next. Doing it twice, or at two replicas, changes nothing. */
export interface Plan {
  readonly events: readonly OperationsEvent[];
  readonly silences: readonly WantedSilence[];
  /** Ids of silences. */
  readonly expire: readonly string[];
  readonly alerts: readonly SentAlert[];
  readonly absentSince: AbsentSince;
}

/**
 * What follows from what is known and what Alertmanager says: which alerts began and ended, which holds are over, and
 * the silences and escalations that there have to be.
 * @param told alerts of webhook calls since the last plan
 */
export function planNext(
  before: State,
  observation: Observation,
  told: readonly ToldAlert[],
  absentBefore: AbsentSince,
  settings: PlanSettings,
): Plan {
  const state = copyOf(before);
  const events: OperationsEvent[] = [];
  const record = (more: readonly OperationsEvent[]): void => {
    more.forEach((event) => apply(state, event));
    events.push(...more);
  };
  record(begun(state, observation, told));
  const { events: ends, absentSince } = ended(
    state,
    observation,
    told,
    absentBefore,
    settings.resolvedAfterMs,
  );
  record(ends);
  record(adopted(state, observation));
  record(over(state, observation));
  const { wanted, expire } = silencesOf(state, observation, settings);
  const { alerts, levels } = escalations(state, observation, settings);
  record(levels);
  return { events, silences: wanted, expire, alerts, absentSince };
}

/** Escalations to begin, to keep up, or to end. */
function escalations(
  state: State,
  { now, alerts }: Observation,
  settings: PlanSettings,
): { readonly alerts: readonly SentAlert[]; readonly levels: readonly OperationsEvent[] } {
  const key = (fingerprint: string | undefined, level: string | undefined): string =>
    `${fingerprint} ${level}`;
  const there = new Map(
    alerts
      // One without is a test, and ends by itself.
      .filter(({ labels }) => labels['alertname'] === ESCALATION && labels[ESCALATES] !== undefined)
      .map((alert) => [key(alert.labels[ESCALATES], alert.labels[ESCALATION_LEVEL]), alert]),
  );
  const sent: SentAlert[] = [];
  const levels: OperationsEvent[] = [];
  for (const alert of alerts) {
    const { fingerprint } = alert;
    const episode = state.active.get(fingerprint);
    if (episode === undefined || isHeld(state, fingerprint)) continue;
    for (const { level, ...due } of dueEscalations(alert, settings, now)) {
      const known = there.get(key(fingerprint, String(level)));
      there.delete(key(fingerprint, String(level)));
      if (level > episode.level) levels.push({ type: 'escalated', at: now, fingerprint, level });
      if (known === undefined || known.endsAt - now < settings.holdMs / 2) sent.push(due);
    }
  }
  // What is left is about alerts that somebody has taken, or that are over. One that is missing for a moment stays.
  const present = new Set(alerts.map(({ fingerprint }) => fingerprint));
  for (const { labels, annotations, startsAt, generatorUrl } of there.values()) {
    const about = labels[ESCALATES] ?? '';
    if (!present.has(about) && state.active.has(about) && !isHeld(state, about)) continue;
    // Alertmanager refuses an end before the beginning; its clock says seconds.
    sent.push({ labels, annotations, startsAt, endsAt: Math.max(now, startsAt + 1), generatorUrl });
  }
  return { alerts: sent, levels };
}

function isHeld({ holds }: State, fingerprint: string): boolean {
  return holds.has(holdKey(fingerprint, 'acknowledge')) || holds.has(holdKey(fingerprint, 'suppress'));
}
