import type { Firing, PackCases } from '../case';
import { BILLING, type InputSeries, instanceOf, ORDERS, type SeriesBuilder, type Target } from '../series';
import { gauge, LONG, type Values, vanishing } from '../values';

/** A gateway that every job of gateways scrapes. */
function inEveryJob(s: SeriesBuilder, target: Target, values: Values): readonly InputSeries[] {
  return s.jobs.map((job) => s.series('prometheus.up', {}, { ...target, job }, values));
}

/** One alert for each job that has no target. */
function missing(s: SeriesBuilder): readonly Firing[] {
  return s.jobs.map((job) => ({ labels: { job } }));
}

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
    checks: [{ at: 900, firing: missing(s) }],
  },
  {
    alert: 'GatewayTargetsMissing',
    kind: 'silent',
    name: 'a gateway that is down is not missing',
    series: inEveryJob(s, ORDERS, gauge([LONG, 0])),
    checks: [{ at: 900, firing: [] }],
  },
  {
    alert: 'GatewayTargetsMissing',
    kind: 'boundary',
    name: 'fires when the last target has been gone for two minutes',
    series: [
      ...inEveryJob(s, ORDERS, vanishing(gauge([20, 1]))),
      ...inEveryJob(s, BILLING, vanishing(gauge([10, 1]))),
    ],
    checks: [
      { at: 405, firing: [] },
      { at: 420, firing: missing(s) },
    ],
  },
];
