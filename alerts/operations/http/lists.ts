import { LOOK_BACK_MS, statistics } from '../core/statistics';
import { shownAlerts } from '../core/view';
import type { AlertOperations } from '../service';
import type { OperationsEvent } from '../core/events';
import { HISTORY, LIST, parseQuery } from './query';

export function listAlerts(operations: AlertOperations, query: URLSearchParams, now: number): object {
  const { limit, offset, ...filter } = parseQuery(LIST, query);
  const alerts = shownAlerts(operations.state, filter, operations.muted, now - LOOK_BACK_MS);
  return { alerts: alerts.slice(offset, offset + limit), total_count: alerts.length };
}

/** @param counts what Prometheus and Alertmanager say; null where one does not answer */
export function alertStats(
  operations: AlertOperations,
  now: number,
  counts: { readonly rules: number | null; readonly channels: number | null },
): object {
  return {
    alert_statistics: {
      ...statistics(operations.state, operations.muted, now),
      total_rules: counts.rules,
      // Prometheus evaluates each rule that it has: there is no other way to switch one off than to leave it out.
      enabled_rules: counts.rules,
      notification_channels: counts.channels,
    },
  };
}

/** What happened, the latest first. */
export function listHistory(events: readonly OperationsEvent[], query: URLSearchParams): object {
  const { limit, offset, fingerprint } = parseQuery(HISTORY, query);
  const asked = events.filter((event) => fingerprint === undefined || event.fingerprint === fingerprint);
  return {
    events: [...asked]
      .reverse()
      .slice(offset, offset + limit)
      .map(({ at, ...event }) => ({ at: new Date(at).toISOString(), ...event })),
    total_count: asked.length,
  };
}
