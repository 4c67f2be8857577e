import type { PackCases } from '../case';
import { BILLING, instanceOf, ORDERS } from '../series';
import { gauge, LONG, type Phase } from '../values';

/** Start times of a process that restarts every two minutes, `times` times, from 5:00 on. */
const restarts = (times: number): readonly Phase[] => [
  [20, 1000],
  ...Array.from({ length: times }, (_, i): Phase => [i === times - 1 ? LONG : 8, 1300 + 120 * i]),
];

export const runtimeCases: PackCases = (s) => [
  {
    alert: 'GatewayEventLoopLag',
    kind: 'fires',
    name: 'one of two processes is blocked',
    series: [
      s.series('runtime.eventloop.lag.p99', {}, ORDERS, gauge([LONG, 0.4])),
      s.series('runtime.eventloop.lag.p99', {}, BILLING, gauge([LONG, 0.012])),
    ],
    checks: [{ at: 600, firing: [{ labels: instanceOf(ORDERS), value: '400ms' }] }],
  },
  {
    alert: 'GatewayEventLoopLag',
    kind: 'silent',
    name: 'busy, and blocked for single moments',
    series: [
      s.series(
        'runtime.eventloop.lag.p99',
        {},
        ORDERS,
        gauge([20, 0.1], [1, 3], [10, 0.1], [2, 1], [LONG, 0.1]),
      ),
    ],
    checks: [300, 600, 900].map((at) => ({ at, firing: [] })),
  },
  {
    alert: 'GatewayEventLoopLag',
    kind: 'boundary',
    name: 'exactly 0.25 s is not too much, a little more is',
    series: [
      s.series('runtime.eventloop.lag.p99', {}, ORDERS, gauge([LONG, 0.25])),
      s.series('runtime.eventloop.lag.p99', {}, BILLING, gauge([LONG, 0.26])),
    ],
    checks: [{ at: 600, firing: [{ labels: instanceOf(BILLING), value: '260ms' }] }],
  },
  {
    alert: 'GatewayEventLoopLag',
    kind: 'boundary',
    name: 'fires after five minutes, ends at once',
    series: [s.series('runtime.eventloop.lag.p99', {}, ORDERS, gauge([20, 0.01], [40, 2], [LONG, 0.01]))],
    checks: [
      { at: 585, firing: [] },
      { at: 600, firing: [{ labels: instanceOf(ORDERS), value: '2s' }] },
      { at: 900, firing: [] },
    ],
  },
  {
    alert: 'GatewayRestarting',
    kind: 'fires',
    name: 'four restarts within eight minutes',
    series: [s.series('process.start_time', {}, ORDERS, gauge(...restarts(4)))],
    checks: [{ at: 900, firing: [{ labels: instanceOf(ORDERS), value: '4' }] }],
  },
  {
    alert: 'GatewayRestarting',
    kind: 'silent',
    name: 'a deployment',
    series: [s.series('process.start_time', {}, ORDERS, gauge(...restarts(1)))],
    checks: [300, 360, 900].map((at) => ({ at, firing: [] })),
  },
  {
    alert: 'GatewayRestarting',
    kind: 'silent',
    name: 'a part of the stack restarts, which exposes the same metric',
    series: [s.series('process.start_time', {}, { ...ORDERS, job: 'tempo' }, gauge(...restarts(4)))],
    checks: [{ at: 900, firing: [] }],
  },
  {
    alert: 'GatewayRestarting',
    kind: 'boundary',
    name: 'two restarts are none too many, three are',
    series: [
      s.series('process.start_time', {}, ORDERS, gauge(...restarts(2))),
      s.series('process.start_time', {}, BILLING, gauge(...restarts(3))),
    ],
    checks: [{ at: 900, firing: [{ labels: instanceOf(BILLING), value: '3' }] }],
  },
  {
    alert: 'GatewayRestarting',
    kind: 'boundary',
    name: 'fires a minute after the third restart, until the first is fifteen minutes old',
    // Restarts at 5:00, 7:00 and 9:00.
    series: [s.series('process.start_time', {}, ORDERS, gauge(...restarts(3)))],
    checks: [
      { at: 585, firing: [] },
      { at: 600, firing: [{ labels: instanceOf(ORDERS), value: '3' }] },
      { at: 1170, firing: [{ labels: instanceOf(ORDERS), value: '3' }] },
      { at: 1185, firing: [] },
    ],
  },
];
