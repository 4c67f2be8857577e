import { anyOver } from '../conditions';
import { MINUTE } from '../duration';
import { binary, secondsSince } from '../promql';
import { alertPack } from '../rule';
import { STACK } from '../thresholds/stack';
import { TARGET } from './targets';

const WINDOW = 10 * MINUTE;
const GROUP = [...TARGET, 'rule_group'] as const;

/** What cuts everybody off from every alert has to be known within five minutes. */
const PAGE_AFTER = 2 * MINUTE;

/** Prometheus about itself: what it cannot read, compute or hand on. */
export const prometheus = alertPack({
  name: 'stack.prometheus',
  reads: ['stack'],
  alerts: {
    PrometheusRuleFailures: {
      severity: 'critical',
      condition: ({ everywhere: q, window }) =>
        anyOver(q.increase('prometheus.rule.failures', { by: GROUP, window: window(WINDOW) })),
      for: PAGE_AFTER,
      keepFiringFor: 5 * MINUTE,
      summary: 'Rules cannot be evaluated, so their alerts cannot fire.',
      description: ({ window }) =>
        'Prometheus {{ $labels.instance }} failed {{ $value | humanize }} evaluations of the group ' +
        `{{ $labels.rule_group }} over the last ${window(WINDOW)}.`,
    },
    PrometheusRuleGroupSlow: {
      severity: 'warning',
      condition: ({ everywhere: q, window }) =>
        anyOver(q.increase('prometheus.rule.missed', { by: GROUP, window: window(WINDOW) })),
      for: 5 * MINUTE,
      keepFiringFor: 5 * MINUTE,
      summary: 'A group of rules takes longer than its interval.',
      description: ({ window }) =>
        'Prometheus {{ $labels.instance }} left out {{ $value | humanize }} evaluations of the group ' +
        `{{ $labels.rule_group }} over the last ${window(WINDOW)}: its alerts come late.`,
    },
    PrometheusAlertsDropped: {
      severity: 'critical',
      condition: ({ everywhere: q, window }) =>
        anyOver(q.increase('prometheus.alerts.dropped', { by: TARGET, window: window(WINDOW) })),
      for: PAGE_AFTER,
      keepFiringFor: 5 * MINUTE,
      summary: 'Alerts do not reach any Alertmanager.',
      description: ({ window }) =>
        'Prometheus {{ $labels.instance }} dropped {{ $value | humanize }} alerts over the last ' +
        `${window(WINDOW)}: no Alertmanager took them, so nobody was told.`,
    },
    PrometheusScrapeOverLimit: {
      severity: 'warning',
      condition: ({ everywhere: q, window }) =>
        anyOver(q.increase('prometheus.scrapes.over_limit', { by: TARGET, window: window(WINDOW) })),
      for: 5 * MINUTE,
      keepFiringFor: 5 * MINUTE,
      summary: 'Scrapes are thrown away because a target has too many samples.',
      description: ({ window }) =>
        'Prometheus {{ $labels.instance }} threw away {{ $value | humanize }} scrapes over the last ' +
        `${window(WINDOW)}: a target has more samples than its job allows, and is down for every rule.`,
    },
    PrometheusTooManySeries: {
      severity: 'warning',
      condition: ({ everywhere: q }) =>
        binary(q.aggregate('max', 'prometheus.head_series', { by: TARGET }), '>', STACK.headSeries),
      for: 15 * MINUTE,
      keepFiringFor: 15 * MINUTE,
      summary: 'Prometheus holds more series than it is sized for.',
      description: () =>
        'Prometheus {{ $labels.instance }} holds {{ $value | humanize }} series in memory; it is sized for ' +
        `${STACK.headSeries / 1e6} million.`,
    },
    PrometheusRemoteWriteBehind: {
      severity: 'warning',
      condition: ({ everywhere: q }) => {
        const by = [...TARGET, 'remote_name'] as const;
        // Against the clock: what is queued comes to a halt, too, as soon as the queue is full. Before the first sample
        // was sent, the latest sent one is of 1970; then the latest queued one counts.
        const reached = binary(
          binary(q.aggregate('max', 'prometheus.remote_write.sent', { by }), '>', 0),
          'or',
          q.aggregate('max', 'prometheus.remote_write.highest', { by }),
        );
        return binary(
          secondsSince({ ...reached, text: `(${reached.text})` }),
          '>',
          STACK.remoteWriteLagSeconds,
        );
      },
      for: 10 * MINUTE,
      keepFiringFor: 5 * MINUTE,
      summary: 'Samples reach the remote storage late.',
      description: () =>
        'Prometheus {{ $labels.instance }} is {{ $value | humanizeDuration }} behind in writing to ' +
        '{{ $labels.remote_name }}; what is not sent within two hours is lost.',
    },
  },
});
