import type { Labels } from '../../../instrumentation/contract';
import type { PackCases } from '../case';
import {
  BILLING,
  type InputSeries,
  type Observations,
  ORDERS,
  type SeriesBuilder,
  serviceOf,
  type Target,
} from '../series';
import { every, LONG } from '../values';

const LABELS: Labels<'http.request.duration'> = { method: 'GET', route: '/orders', status_code: '200' };

function took(s: SeriesBuilder, target: Target, observations: Observations): readonly InputSeries[] {
  return s.histogram('http.request.duration', LABELS, target, observations);
}

/** The p95 of observations, given by value, as the description shows it: four digits. */
function p95(s: SeriesBuilder, counts: Readonly<Record<number, number>>): string {
  return `${Number(s.quantile(0.95, 'http.request.duration', counts).toPrecision(4))}s`;
}

/** Slow requests at 5:00 and at 7:30, so that some are in the window for longer than the alert waits. */
const twice = (requests: number): Observations => ({
  2: [
    [20, 0],
    [1, requests],
    [9, 0],
    [1, requests],
    [LONG, 0],
  ],
});

export const latencyCases: PackCases = (s) => [
  {
    alert: 'GatewayHighLatencyP95',
    kind: 'fires',
    name: '6 % of the requests take two seconds',
    series: took(s, ORDERS, { 0.1: [[LONG, 94]], 2: [[LONG, 6]] }),
    checks: [600, 1500].map((at) => ({
      at,
      firing: [{ labels: serviceOf(ORDERS), value: p95(s, { 0.1: 94, 2: 6 }) }],
    })),
  },
  {
    alert: 'GatewayHighLatencyP95',
    kind: 'fires',
    name: 'nearly every request takes ten seconds or more',
    series: took(s, ORDERS, { 0.1: [[LONG, 1]], 12: [[LONG, 20]] }),
    checks: [{ at: 600, firing: [{ labels: serviceOf(ORDERS), value: p95(s, { 0.1: 1, 12: 20 }) }] }],
  },
  {
    alert: 'GatewayHighLatencyP95',
    kind: 'silent',
    name: 'every request takes 0.6 seconds',
    series: took(s, ORDERS, { 0.6: [[LONG, 100]] }),
    checks: [{ at: 600, firing: [] }],
  },
  {
    alert: 'GatewayHighLatencyP95',
    kind: 'silent',
    name: 'one of ten requests is slow',
    series: took(s, ORDERS, {
      0.1: [
        [20, 0],
        [1, 9],
        [LONG, 0],
      ],
      2: [
        [20, 0],
        [1, 1],
        [LONG, 0],
      ],
    }),
    checks: [{ at: 600, firing: [] }],
  },
  {
    alert: 'GatewayHighLatencyP95',
    kind: 'boundary',
    name: 'a p95 of exactly one second is not too slow, a little more is',
    series: [
      ...took(s, ORDERS, { 0.1: [[LONG, 270]], 0.9: [[LONG, 15]], 2: [[LONG, 15]] }),
      ...took(s, BILLING, { 0.1: [[LONG, 900]], 0.9: [[LONG, 49]], 2: [[LONG, 51]] }),
    ],
    checks: [
      { at: 600, firing: [{ labels: serviceOf(BILLING), value: p95(s, { 0.1: 900, 0.9: 49, 2: 51 }) }] },
    ],
  },
  {
    alert: 'GatewayHighLatencyP95',
    kind: 'boundary',
    name: 'four slow requests within the window are too few, however long it goes on; five are enough',
    series: [...took(s, ORDERS, { 0.1: every(10, 20), 2: every(10, 2) }), ...took(s, BILLING, twice(5))],
    checks: [
      { at: 615, firing: [{ labels: serviceOf(BILLING), value: p95(s, { 2: 1 }) }] },
      { at: 1500, firing: [] },
    ],
  },
  {
    alert: 'GatewayHighLatencyP95',
    kind: 'boundary',
    name: 'fires after five minutes, goes on for five minutes after the end',
    // 3 % are slow, and everything from 5:00 to 14:45; that has left the window at 19:30.
    series: took(s, ORDERS, {
      0.1: [
        [20, 97],
        [40, 0],
        [LONG, 97],
      ],
      2: [
        [20, 3],
        [40, 100],
        [LONG, 3],
      ],
    }),
    checks: [
      { at: 585, firing: [] },
      { at: 600, firing: [{ labels: serviceOf(ORDERS), value: p95(s, { 2: 1 }) }] },
      // The last window that was too slow ends at 19:15: one sample of slow requests, then eighteen of 3 %.
      { at: 1455, firing: [{ labels: serviceOf(ORDERS), value: p95(s, { 0.1: 18 * 97, 2: 100 + 18 * 3 }) }] },
      { at: 1470, firing: [] },
    ],
  },
];
