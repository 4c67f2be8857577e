import { MINUTE } from '../../duration';
import { gatewayz } from '../../packs/gatewayz';
import { GATEWAYZ } from '../../thresholds';
import type { PackCases } from '../case';
import { gaugeCases, shareCases, timing } from '../kinds';
import { BILLING, instanceOf, ORDERS, serviceOf, type Target } from '../series';
import { counter, gauge, LONG } from '../values';

const WINDOW = 5 * MINUTE;
const INFO = { version: '1.0.0', preset: 'gatewayz', node_version: '20' } as const;

export const gatewayzCases: PackCases = (s) => {
  const { alerts } = gatewayz;
  const ofProvider = (target: Target) => ({
    ...serviceOf(target),
    ...s.exposed('provider.health.score', { provider: 'openrouter' }),
  });
  const attempts = (status: 'success' | 'error') =>
    ({ provider: 'openrouter', model: 'gpt-4', status }) as const;
  const isUp = (target: Target, values = gauge([LONG, 1])) => s.series('prometheus.up', {}, target, values);
  const populated = (target: Target, values = gauge([LONG, 1])) =>
    s.series('self.info', INFO, target, values);
  const missing = [{ labels: instanceOf(ORDERS) }];
  return [
    ...gaugeCases({
      ...timing('ProviderHealthLow', alerts.ProviderHealthLow),
      values: { calm: 95, last: GATEWAYZ.providerHealthScore, first: 69 },
      labels: ofProvider,
      series: (target, values) => [
        s.series('provider.health.score', { provider: 'openrouter' }, target, values),
      ],
    }),
    ...shareCases({
      ...timing('ProviderErrorRateHigh', alerts.ProviderErrorRateHigh, WINDOW),
      threshold: GATEWAYZ.providerErrorRatio,
      least: GATEWAYZ.minFailedCalls,
      labels: ofProvider,
      part: (target, phases) => [s.series('llm.attempts', attempts('error'), target, counter(...phases))],
      rest: (target, phases) => [s.series('llm.attempts', attempts('success'), target, counter(...phases))],
    }),
    {
      alert: 'MetricsNotPopulated',
      kind: 'fires',
      name: 'one of two gateways answers without metrics',
      series: [isUp(ORDERS), isUp(BILLING), populated(BILLING)],
      checks: [{ at: 600, firing: missing }],
    },
    {
      alert: 'MetricsNotPopulated',
      kind: 'silent',
      name: 'one gateway has metrics, one is down',
      series: [
        isUp(ORDERS),
        populated(ORDERS),
        isUp(BILLING, gauge([LONG, 0])),
        isUp({ ...BILLING, job: 'tempo', instance: '10.0.1.1:3200' }),
      ],
      checks: [{ at: 600, firing: [] }],
    },
    {
      alert: 'MetricsNotPopulated',
      kind: 'boundary',
      name: 'fires after thirty seconds, ends with the first metrics',
      series: [isUp(ORDERS), populated(ORDERS, '_x20 1+0x100')],
      checks: [
        { at: 15, firing: [] },
        { at: 30, firing: missing },
        { at: 285, firing: missing },
        { at: 300, firing: [] },
      ],
    },
  ];
};
