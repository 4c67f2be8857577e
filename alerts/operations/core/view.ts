import type { HoldKind } from './events';
import type { Labels } from './observation';
import { urgencyOf, urgencyOfLabel } from './severity';
import { type Episode, holdKey, type State } from './state';

export const STATUSES = ['firing', 'resolved', 'suppressed', 'acknowledged'] as const;
export type AlertStatus = (typeof STATUSES)[number];

/** An alert as the API shows it. Times are ISO 8601, UTC. */
export interface ShownAlert {
  readonly fingerprint: string;
  readonly rule_name: string;
  /** The word that the alert itself has. */
  readonly severity: string;
  readonly status: AlertStatus;
  readonly message: string;
  readonly started_at: string;
  readonly resolved_at?: string;
  readonly acknowledged_by?: string;
  readonly acknowledged_at?: string;
  readonly suppressed_until?: string;
  /** 0 for an alert that was never escalated. */
  readonly escalation_level: number;
  readonly labels: Labels;
}

/** Which alerts are asked for; what is not given matches all. */
export interface AlertFilter {
  readonly status?: AlertStatus | undefined;
  /** A word of either vocabulary: `high` finds `critical` too, for they are equally urgent. */
  readonly severity?: string | undefined;
  readonly rule_name?: string | undefined;
  readonly service?: string | undefined;
}

/**
 * Alerts, the newest first.
 * @param mutedElsewhere fingerprints of alerts that a silence or an inhibition of somebody else keeps quiet
 * @param since resolved ones before this (Unix milliseconds) are left out
 */
export function shownAlerts(
  state: State,
  filter: AlertFilter,
  mutedElsewhere: ReadonlySet<string>,
  since: number,
): readonly ShownAlert[] {
  const asked = filter.severity === undefined ? undefined : urgencyOf(filter.severity);
  const ended = state.resolved.filter(({ resolvedAt = 0 }) => resolvedAt >= since);
  // What is over is history: it is shown to those who ask for it.
  const episodes = filter.status === 'resolved' ? ended : [...state.active.values()];
  return episodes
    .filter(({ labels }) => asked === undefined || urgencyOfLabel(labels['severity']) === asked)
    .map((episode) => shown(state, episode, mutedElsewhere))
    .filter(({ status }) => filter.status === undefined || status === filter.status)
    .filter(({ rule_name }) => filter.rule_name === undefined || rule_name === filter.rule_name)
    .filter(({ labels }) => filter.service === undefined || labels['service'] === filter.service)
    .sort((a, b) => compare(b.started_at, a.started_at) || compare(a.fingerprint, b.fingerprint));
}

/** How an alert is now. */
export function statusOf(
  state: State,
  { fingerprint, resolvedAt }: Episode,
  mutedElsewhere: ReadonlySet<string>,
): AlertStatus {
  const isHeld = (kind: HoldKind): boolean => state.holds.has(holdKey(fingerprint, kind));
  if (resolvedAt !== undefined) return 'resolved';
  if (isHeld('suppress')) return 'suppressed';
  if (isHeld('acknowledge')) return 'acknowledged';
  return mutedElsewhere.has(fingerprint) ? 'suppressed' : 'firing';
}

/** Name of the rule as the system spells it. */
export function ruleName(labels: Labels): string {
  return labels['rule_name'] ?? labels['alertname'] ?? '';
}

function shown(state: State, episode: Episode, mutedElsewhere: ReadonlySet<string>): ShownAlert {
  const { fingerprint, labels, annotations, startedAt, resolvedAt, level } = episode;
  const { acknowledgedBy, acknowledgedAt } = episode;
  const { until } = state.holds.get(holdKey(fingerprint, 'suppress')) ?? {};
  return {
    fingerprint,
    rule_name: ruleName(labels),
    severity: labels['severity'] ?? urgencyOfLabel(undefined),
    status: statusOf(state, episode, mutedElsewhere),
    message: annotations['description'] ?? annotations['summary'] ?? annotations['message'] ?? '',
    started_at: iso(startedAt),
    ...(resolvedAt === undefined || episode.resolvedAt === undefined ? {} : { resolved_at: iso(resolvedAt) }),
    ...(acknowledgedBy === undefined ? {} : { acknowledged_by: acknowledgedBy }),
    ...(acknowledgedAt === undefined ? {} : { acknowledged_at: iso(acknowledgedAt) }),
    ...(until === undefined || resolvedAt !== undefined ? {} : { suppressed_until: iso(until) }),
    escalation_level: level,
    labels,
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
