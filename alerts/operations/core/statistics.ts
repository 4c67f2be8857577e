import { SEVERITY_WORDS } from './severity';
import type { Episode, State } from './state';
import { statusOf } from './view';

const DAY_MS = 24 * 3600 * 1000;
/** What means and counts of resolved alerts look back on. */
export const LOOK_BACK_MS = 7 * DAY_MS;

/** What `/alerts/stats` says. Means are in seconds, null without anything to take the mean of. */
export interface Statistics {
  readonly active_alerts: number;
  readonly firing_alerts: number;
  readonly acknowledged_alerts: number;
  readonly suppressed_alerts: number;
  readonly escalated_alerts: number;
  readonly resolved_alerts_last_7_days: number;
  /** By the word that the alert itself has, in either vocabulary; each alert is counted once. */
  readonly active_by_severity: Readonly<Record<string, number>>;
  /** From the beginning of an alert to its acknowledgement, over those that began in the last 7 days. */
  readonly mean_time_to_acknowledge_seconds: number | null;
  /** From beginning to end, over those that ended in the last 7 days. */
  readonly mean_time_to_resolve_seconds: number | null;
  readonly mean_time_to_resolve_seconds_by_rule: Readonly<Record<string, number>>;
  readonly oldest_unacknowledged: {
    readonly fingerprint: string;
    readonly started_at: string;
    readonly age_seconds: number;
  } | null;
}

export function statistics(state: State, mutedElsewhere: ReadonlySet<string>, now: number): Statistics {
  const active = [...state.active.values()];
  const since = now - LOOK_BACK_MS;
  const resolved = state.resolved.filter(({ resolvedAt = 0 }) => resolvedAt >= since);
  const status = new Map(active.map((one) => [one, statusOf(state, one, mutedElsewhere)]));
  const count = (wanted: string): number => [...status.values()].filter((one) => one === wanted).length;
  const [oldest] = active
    .filter((one) => status.get(one) === 'firing')
    .sort((a, b) => a.startedAt - b.startedAt);
  return {
    active_alerts: active.length,
    firing_alerts: count('firing'),
    acknowledged_alerts: count('acknowledged'),
    suppressed_alerts: count('suppressed'),
    escalated_alerts: active.filter(({ level }) => level > 0).length,
    resolved_alerts_last_7_days: resolved.length,
    active_by_severity: bySeverity(active),
    mean_time_to_acknowledge_seconds: meanSeconds(
      [...active, ...resolved].flatMap(({ startedAt, acknowledgedAt }) =>
        acknowledgedAt === undefined || startedAt < since ? [] : [acknowledgedAt - startedAt],
      ),
    ),
    mean_time_to_resolve_seconds: meanSeconds(resolved.map(lasted)),
    mean_time_to_resolve_seconds_by_rule: byRule(resolved),
    oldest_unacknowledged:
      oldest === undefined
        ? null
        : {
            fingerprint: oldest.fingerprint,
            started_at: new Date(oldest.startedAt).toISOString(),
            age_seconds: Math.max(0, (now - oldest.startedAt) / 1000),
          },
  };
}

function bySeverity(active: readonly Episode[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = Object.fromEntries(SEVERITY_WORDS.map((word) => [word, 0]));
  for (const { labels } of active) {
    const word = labels['severity'] ?? 'none';
    counts[word] = (counts[word] ?? 0) + 1;
  }
  return counts;
}

function byRule(resolved: readonly Episode[]): Readonly<Record<string, number>> {
  const times = new Map<string, number[]>();
  for (const episode of resolved) {
    const name = episode.labels['alertname'] ?? '';
    times.set(name, [...(times.get(name) ?? []), lasted(episode)]);
  }
  return Object.fromEntries([...times].sort().map(([name, all]) => [name, meanSeconds(all) ?? 0]));
}

function lasted({ startedAt, resolvedAt = startedAt }: Episode): number {
  return resolvedAt - startedAt;
}

function meanSeconds(times: readonly number[]): number | null {
  if (times.length === 0) return null;
  return Math.max(0, times.reduce((sum, one) => sum + one, 0) / times.length) / 1000;
}
