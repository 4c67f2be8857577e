import type { PackCases } from '../case';
import { ORDERS, type Target } from '../series';
import { gauge, LONG } from '../values';

const TEMPO: Target = { job: 'tempo', instance: '10.0.1.1:3200', service: 'tempo', environment: 'prod' };
const LOKI: Target = { job: 'loki', instance: '10.0.1.2:3100', service: 'loki', environment: 'prod' };

export const stackCases: PackCases = (s) => [
  {
    alert: 'StackTargetDown',
    kind: 'fires',
    name: 'one of two parts is down',
    series: [
      s.series('prometheus.up', {}, TEMPO, gauge([LONG, 0])),
      s.series('prometheus.up', {}, LOKI, gauge([LONG, 1])),
    ],
    checks: [{ at: 600, firing: [{ labels: { ...TEMPO } }] }],
  },
  {
    alert: 'StackTargetDown',
    kind: 'silent',
    name: 'every part runs, a gateway is down',
    series: [
      s.series('prometheus.up', {}, TEMPO, gauge([LONG, 1])),
      s.series('prometheus.up', {}, ORDERS, gauge([LONG, 0])),
    ],
    checks: [{ at: 600, firing: [] }],
  },
  {
    alert: 'StackTargetDown',
    kind: 'boundary',
    name: 'fires after five minutes, ends with the first scrape that works',
    series: [s.series('prometheus.up', {}, TEMPO, gauge([20, 1], [40, 0], [LONG, 1]))],
    checks: [
      { at: 585, firing: [] },
      { at: 600, firing: [{ labels: { ...TEMPO } }] },
      { at: 900, firing: [] },
    ],
  },
  {
    alert: 'Watchdog',
    kind: 'fires',
    name: 'nothing is monitored at all',
    series: [],
    checks: [{ at: 3600, firing: [{ labels: {} }] }],
  },
  {
    alert: 'Watchdog',
    kind: 'boundary',
    name: 'fires from the first evaluation on',
    series: [],
    checks: [{ at: 0, firing: [{ labels: {} }] }],
  },
];
