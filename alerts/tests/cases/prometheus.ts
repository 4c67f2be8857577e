import { MINUTE } from '../../duration';
import { prometheus } from '../../packs/prometheus';
import { STACK } from '../../thresholds';
import type { PackCases } from '../case';
import { gaugeCases, increaseCases, timing } from '../kinds';
import { instanceOf, type Target } from '../series';
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
    ...gaugeCases({
      ...timing('PrometheusRemoteWriteBehind', alerts.PrometheusRemoteWriteBehind),
      values: { calm: 9_995, last: 9_880, first: 9_870 },
      shown: (sent) => 10_000 - sent,
      labels: (target) => ({ ...instanceOf(target), ...REMOTE }),
      series: (target, values) => [
        s.series('prometheus.remote_write.highest', REMOTE, target, '10000+0x300'),
        s.series('prometheus.remote_write.sent', REMOTE, target, values),
      ],
    }),
  ];
};
