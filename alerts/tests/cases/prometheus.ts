import { MINUTE } from '../../duration';
import { prometheus } from '../../packs/prometheus';
import { STACK } from '../../thresholds';
import type { AlertCase, Firing, PackCases } from '../case';
import { gaugeCases, increaseCases, timing } from '../kinds';
import { BILLING, type InputSeries, instanceOf, ORDERS, type SeriesBuilder, type Target } from '../series';
import { counter } from '../values';

const WINDOW = 10 * MINUTE;
const GROUP = { rule_group: '/etc/prometheus/rules.yaml;gateway.traffic' } as const;
const REMOTE = { remote_name: 'mimir' } as const;

export const prometheusCases: PackCases = (s) => {
  const { alerts } = prometheus;
  const ofGroup = (target: Target) => ({ ...instanceOf(target), ...GROUP });
  return [
    ...increaseCases({
      ...timing('PrometheusRuleFailures', alerts.PrometheusRuleFailures, WINDOW),
      threshold: 0,
      labels: ofGroup,
      series: (target, phases) => [s.series('prometheus.rule.failures', GROUP, target, counter(...phases))],
    }),
    ...increaseCases({
      ...timing('PrometheusRuleGroupSlow', alerts.PrometheusRuleGroupSlow, WINDOW),
      threshold: 0,
      labels: ofGroup,
      series: (target, phases) => [s.series('prometheus.rule.missed', GROUP, target, counter(...phases))],
    }),
    ...increaseCases({
      ...timing('PrometheusAlertsDropped', alerts.PrometheusAlertsDropped, WINDOW),
      threshold: 0,
      labels: instanceOf,
      series: (target, phases) => [s.series('prometheus.alerts.dropped', {}, target, counter(...phases))],
    }),
    ...increaseCases({
      ...timing('PrometheusScrapeOverLimit', alerts.PrometheusScrapeOverLimit, WINDOW),
      threshold: 0,
      labels: instanceOf,
      series: (target, phases) => [s.series('prometheus.scrapes.over_limit', {}, target, counter(...phases))],
    }),
    ...gaugeCases({
      ...timing('PrometheusTooManySeries', alerts.PrometheusTooManySeries),
      values: { calm: 20_000, last: STACK.headSeries, first: 1_200_000 },
      labels: instanceOf,
      series: (target, values) => [s.series('prometheus.head_series', {}, target, values)],
    }),
    ...remoteWriteCases(s),
  ];
};

/** A queue that keeps up with the clock until 300 s, and then takes no more. */
const HALTS_AT_300 = '0+15x20 300+0x130';

/** Lags are against the clock, so that no gauge of a fixed value says anything. */
function remoteWriteCases(s: SeriesBuilder): readonly AlertCase[] {
  const alert = 'PrometheusRemoteWriteBehind';
  const behind = (target: Target, value: number): Firing => ({
    labels: { ...instanceOf(target), ...REMOTE },
    value,
  });
  const queue = (target: Target, sent: string, queued = '0+15x150'): readonly InputSeries[] => [
    s.series('prometheus.remote_write.highest', REMOTE, target, queued),
    s.series('prometheus.remote_write.sent', REMOTE, target, sent),
  ];
  return [
    {
      alert,
      kind: 'fires',
      name: 'the storage takes nothing any more, and so nothing more is queued',
      series: queue(ORDERS, HALTS_AT_300, HALTS_AT_300),
      checks: [{ at: 1200, firing: [behind(ORDERS, 900)] }],
    },
    {
      alert,
      kind: 'fires',
      name: 'the storage has never taken anything since the start',
      series: queue(ORDERS, '0+0x150', HALTS_AT_300),
      checks: [{ at: 1200, firing: [behind(ORDERS, 900)] }],
    },
    {
      alert,
      kind: 'silent',
      name: 'every sample is sent at once',
      series: queue(ORDERS, '0+15x150'),
      checks: [{ at: 1500, firing: [] }],
    },
    {
      alert,
      kind: 'boundary',
      name: 'two minutes are silent, a second more fires',
      series: [...queue(ORDERS, '-120+15x150'), ...queue(BILLING, '-121+15x150')],
      checks: [{ at: 1500, firing: [behind(BILLING, STACK.remoteWriteLagSeconds + 1)] }],
    },
    {
      alert,
      kind: 'boundary',
      name: 'fires after its time, ends when it has caught up and its time is over',
      series: queue(ORDERS, '0+15x20 300+0x79 1515+15x60'),
      checks: [
        { at: 1020, firing: [] },
        { at: 1035, firing: [behind(ORDERS, 735)] },
        { at: 1800, firing: [behind(ORDERS, 1200)] },
        { at: 1815, firing: [] },
      ],
    },
  ];
}
