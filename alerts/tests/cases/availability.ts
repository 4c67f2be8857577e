import type { PackCases } from '../case';
import { BILLING, instanceOf, ORDERS } from '../series';
import { gauge, LONG, vanishing } from '../values';

export const availabilityCases: PackCases = (s) => [
  {
    alert: 'GatewayDown',
    kind: 'fires',
    name: 'one of two gateways stops',
    series: [
      s.series('prometheus.up', {}, ORDERS, gauge([20, 1], [LONG, 0])),
      s.series('prometheus.up', {}, BILLING, gauge([LONG, 1])),
    ],
    checks: [{ at: 900, firing: [{ labels: instanceOf(ORDERS) }] }],
  },
  {
    alert: 'GatewayDown',
    kind: 'silent',
    name: 'every gateway runs, something else is down',
    series: [
      s.series('prometheus.up', {}, ORDERS, gauge([LONG, 1])),
      s.series('prometheus.up', {}, { ...BILLING, job: 'tempo' }, gauge([LONG, 0])),
    ],
    checks: [{ at: 900, firing: [] }],
  },
  {
    alert: 'GatewayDown',
    kind: 'silent',
    name: 'single scrapes fail',
    series: [s.series('prometheus.up', {}, ORDERS, gauge([20, 1], [1, 0], [5, 1], [2, 0], [LONG, 1]))],
    checks: [300, 315, 390, 405, 420, 435].map((at) => ({ at, firing: [] })),
  },
  {
    alert: 'GatewayDown',
    kind: 'boundary',
    name: 'fires when the gateway has been down for a minute, ends with the first scrape that works',
    series: [s.series('prometheus.up', {}, ORDERS, gauge([20, 1], [20, 0], [LONG, 1]))],
    checks: [
      { at: 345, firing: [] },
      { at: 360, firing: [{ labels: instanceOf(ORDERS) }] },
      { at: 585, firing: [{ labels: instanceOf(ORDERS) }] },
      { at: 600, firing: [] },
    ],
  },
  {
    alert: 'GatewayTargetsMissing',
    kind: 'fires',
    name: 'only another job has targets',
    series: [s.series('prometheus.up', {}, { ...ORDERS, job: 'tempo' }, gauge([LONG, 1]))],
    checks: [{ at: 900, firing: [{ labels: { job: ORDERS.job } }] }],
  },
  {
    alert: 'GatewayTargetsMissing',
    kind: 'silent',
    name: 'a gateway that is down is not missing',
    series: [s.series('prometheus.up', {}, ORDERS, gauge([LONG, 0]))],
    checks: [{ at: 900, firing: [] }],
  },
  {
    alert: 'GatewayTargetsMissing',
    kind: 'boundary',
    name: 'fires when the last target has been gone for ten minutes',
    series: [
      s.series('prometheus.up', {}, ORDERS, vanishing(gauge([20, 1]))),
      s.series('prometheus.up', {}, BILLING, vanishing(gauge([10, 1]))),
    ],
    checks: [
      { at: 885, firing: [] },
      { at: 900, firing: [{ labels: { job: ORDERS.job } }] },
    ],
  },
];
