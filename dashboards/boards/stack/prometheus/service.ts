import { RATE_WINDOW as window } from '../../../kit/scope';
import * as units from '@grafana/grafana-foundation-sdk/units';
import { STACK } from '../../../../alerts';
import { binary } from '../../../../alerts/promql';
import { orZeroPer, top } from '../../../kit/expressions';
import { type RowSpec } from '../../../kit/panel';
import { duration, level, range, rate, share, stat, instant } from '../../../kit/signals';
import { type Sources } from '../../../kit/sources';
import { links } from './links';

const INSTANCE = '{{instance}}';
const by = ['instance'] as const;
/** More lines cannot be told apart. */
const LINES = 10;

/** Whether those who rely on Prometheus are served. */
export function service({ everywhere: q }: Sources): RowSpec {
  const loaded = q.aggregate('min', 'prometheus.config.reloaded', { by });
  const lag = binary(
    q.aggregate('max', 'prometheus.remote_write.highest', { by: ['instance', 'remote_name'] }),
    '-',
    q.aggregate('max', 'prometheus.remote_write.sent', { by: ['instance', 'remote_name'] }),
  );
  return {
    id: 4,
    title: 'Queries, alerts, remote write',
    panels: [
      stat({
        id: 401,
        title: 'Configuration',
        width: 4,
        height: 8,
        unit: units.NoUnit,
        description: {
          shows: 'Whether Prometheus runs with the configuration that it read last.',
          bad: 'Refused: what was changed since then is not in force.',
          next: 'Its log names the line; promtool check config finds it before.',
        },
        queries: { loaded: instant(loaded, INSTANCE) },
        valueTexts: { 0: { text: 'refused', color: 'red' }, 1: { text: 'in force', color: 'green' } },
        threshold: { value: 1, bad: 'below' },
        alerts: ['StackConfigNotLoaded'],
        dataLinks: links,
      }),
      duration({
        id: 402,
        title: 'p95 of requests',
        width: 10,
        description: {
          shows: `95th percentile of requests to Prometheus, of the ${LINES} slowest handlers: boards ask /api/v1/query_range.`,
          bad: 'Seconds: boards are slow to open, and rules compete with them.',
          next: 'Record what boards compute over many series; look at Series in memory.',
        },
        queries: {
          p95: range(
            top(LINES, q.quantile(0.95, 'prometheus.requests', { by: ['handler'], window })),
            '{{handler}}',
          ),
        },
        dataLinks: links,
      }),
      share({
        id: 403,
        title: 'Alerts that wait',
        width: 5,
        description: {
          shows: 'Share of the queue to Alertmanager that is taken.',
          bad: 'Above 0 for minutes: no Alertmanager takes alerts.',
          next: 'Look at the board of Alertmanager.',
        },
        queries: {
          fill: range(
            binary(
              q.aggregate('max', 'prometheus.alerts.queue', { by }),
              '/',
              q.aggregate('max', 'prometheus.alerts.queue.capacity', { by }),
            ),
            INSTANCE,
            { quietWhenHealthy: true },
          ),
        },
        dataLinks: links,
      }),
      rate({
        id: 404,
        title: 'Alerts dropped',
        width: 5,
        unit: units.EventsPerSecond,
        description: {
          shows: 'Alerts that no Alertmanager took, each second.',
          bad: 'Anything above 0: nobody was told.',
          next: 'Is Alertmanager up, and does Prometheus find it? See /api/v1/alertmanagers.',
        },
        queries: {
          dropped: range(q.rate('prometheus.alerts.dropped', { by, window }), INSTANCE, {
            quietWhenHealthy: true,
          }),
        },
        alerts: ['PrometheusAlertsDropped'],
        dataLinks: links,
      }),
      level({
        id: 405,
        title: 'Remote write lag',
        width: 24,
        unit: units.Seconds,
        description: {
          shows: 'By how much the remote storage is behind; 0 also where none is configured.',
          bad: 'Above the line: rules and boards of the far side see another present.',
          next: 'The far side refuses or is slow; what is not sent within two hours is lost.',
        },
        queries: {
          lag: range(orZeroPer(loaded, lag), `${INSTANCE} {{remote_name}}`, { quietWhenHealthy: true }),
        },
        threshold: { value: STACK.remoteWriteLagSeconds, bad: 'above' },
        alerts: ['PrometheusRemoteWriteBehind'],
        dataLinks: links,
      }),
    ],
  };
}
