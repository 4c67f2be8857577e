import { DEAD_MANS_SWITCH } from '../../routing';
import { ESCALATION } from './escalation';
import type { OperationsEvent } from './events';
import type { Labels, Observation, ObservedAlert, ToldAlert } from './observation';
import type { State } from './state';

/** When alerts that were active were first found missing, Unix milliseconds by fingerprint. */
export type AbsentSince = ReadonlyMap<string, number>;

/** True for what somebody can act on: not the Watchdog, which fires always, and not an escalation, which is about another. */
export function isOperated({ alertname }: Labels): boolean {
  return alertname !== DEAD_MANS_SWITCH && alertname !== ESCALATION;
}

/** Alerts that began, as Alertmanager lists them or its webhook tells. */
export function begun(
  state: State,
  { now, alerts }: Observation,
  told: readonly ToldAlert[],
): OperationsEvent[] {
  const known = new Set(state.active.keys());
  const events: OperationsEvent[] = [];
  const add = ({ fingerprint, labels, annotations, startsAt }: ObservedAlert | ToldAlert): void => {
    if (known.has(fingerprint) || !isOperated(labels)) return;
    known.add(fingerprint);
    events.push({ type: 'fired', at: now, fingerprint, labels, annotations, startsAt });
  };
  alerts.forEach(add);
  // A short one may have begun and ended between two looks. Webhooks come again: what is over must not begin anew.
  told.filter((alert) => !isOver(state, alert)).forEach(add);
  return events;
}

function isOver(state: State, { fingerprint, startsAt }: ToldAlert): boolean {
  return state.resolved.some((one) => one.fingerprint === fingerprint && one.startedAt >= startsAt);
}

/**
 * Alerts that ended. One that is missing has not ended yet: after a start Alertmanager knows none until its senders
 * have sent them again, and an acknowledgement must outlast that.
 */
export function ended(
  state: State,
  { now, upSince, alerts }: Observation,
  told: readonly ToldAlert[],
  absentBefore: AbsentSince,
  resolvedAfterMs: number,
): { readonly events: OperationsEvent[]; readonly absentSince: AbsentSince } {
  const present = new Set(alerts.map(({ fingerprint }) => fingerprint));
  const toldEnd = new Map(
    told.filter(({ status }) => status === 'resolved').map((one) => [one.fingerprint, one.endsAt]),
  );
  const absentSince = new Map<string, number>();
  const events: OperationsEvent[] = [];
  for (const { fingerprint, startedAt } of state.active.values()) {
    if (present.has(fingerprint)) continue;
    const told = toldEnd.get(fingerprint);
    const since = absentBefore.get(fingerprint) ?? now;
    if (told !== undefined && told >= startedAt) events.push({ type: 'resolved', at: told, fingerprint });
    else if (now - Math.max(since, upSince) >= resolvedAfterMs)
      events.push({ type: 'resolved', at: since, fingerprint });
    else absentSince.set(fingerprint, since);
  }
  return { events, absentSince };
}
