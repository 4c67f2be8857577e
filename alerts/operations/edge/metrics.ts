import { episodeMetrics, type EpisodeMetrics } from './episode-metrics';
import { family, labelled } from './exposition';

/** Closed sets, so that the service has the same few series for ever. */
export const ACTIONS = ['acknowledge', 'unacknowledge', 'suppress', 'unsuppress', 'test', 'webhook'] as const;
export type ActionName = (typeof ACTIONS)[number];
export const OUTCOMES = ['done', 'pending', 'refused', 'failed'] as const;
export type ActionOutcome = (typeof OUTCOMES)[number];

/** What the service counts of itself. */
export interface OperationsMetrics {
  readonly episodes: EpisodeMetrics;
  action(name: ActionName, outcome: ActionOutcome): void;
  escalated(): void;
  look(isOk: boolean): void;
  /** Calls that were turned away at the gate, by the class of their status. */
  denied(): void;
}

export interface Gauges {
  readonly alerts: Readonly<Record<'firing' | 'acknowledged' | 'suppressed', number>>;
  readonly oldestUnacknowledgedSeconds: number;
}

/** Counters in memory, and their text in the Prometheus format. */
export function operationsMetrics(): OperationsMetrics & { render(gauges: Gauges): string } {
  const episodes = episodeMetrics();
  const actions = new Map<string, number>();
  const looks = { ok: 0, failed: 0 };
  let isUp = false;
  let escalations = 0;
  let denied = 0;
  for (const action of ACTIONS) for (const outcome of OUTCOMES) actions.set(labelled({ action, outcome }), 0);
  return {
    episodes,
    action: (action, outcome) => {
      const key = labelled({ action, outcome });
      actions.set(key, (actions.get(key) ?? 0) + 1);
    },
    escalated: () => void escalations++,
    look: (isOk) => {
      isUp = isOk;
      looks[isOk ? 'ok' : 'failed']++;
    },
    denied: () => void denied++,
    render: ({ alerts, oldestUnacknowledgedSeconds }) =>
      [
        family(
          'alert_operations_actions_total',
          'counter',
          'Calls that change something, by what came of them.',
          [...actions].map(([labels, value]) => ['', labels, value] as const),
        ),
        family(
          'alert_operations_escalations_total',
          'counter',
          'Escalations that this replica was the first to see due.',
          [['', '', escalations]],
        ),
        family('alert_operations_denied_total', 'counter', 'Calls without the right token, or too many.', [
          ['', '', denied],
        ]),
        family('alert_operations_looks_total', 'counter', 'Times that Alertmanager was asked.', [
          ['', labelled({ result: 'ok' }), looks.ok],
          ['', labelled({ result: 'failed' }), looks.failed],
        ]),
        family('alert_operations_alertmanager_up', 'gauge', '1 if Alertmanager answered when last asked.', [
          ['', '', isUp ? 1 : 0],
        ]),
        family(
          'alert_operations_alerts',
          'gauge',
          'Alerts that fire, by what is done about them.',
          Object.entries(alerts).map(([status, count]) => ['', labelled({ status }), count]),
        ),
        family(
          'alert_operations_oldest_unacknowledged_seconds',
          'gauge',
          'Age of the oldest alert that nobody has acknowledged; 0 without one.',
          [['', '', oldestUnacknowledgedSeconds]],
        ),
        episodes.render(),
      ].join(''),
  };
}
