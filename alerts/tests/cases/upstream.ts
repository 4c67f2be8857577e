import type { PackCases } from '../case';
import { type InputSeries, ORDERS, type SeriesBuilder, serviceOf } from '../series';
import { every, LONG, type Phase } from '../values';

type Calls = Readonly<Record<string, readonly Phase[]>>;

/** Calls to an upstream by status code; `none` is a call without an answer. */
function calls(s: SeriesBuilder, upstream: string, byStatus: Calls): InputSeries[] {
  return Object.entries(byStatus).flatMap(([status, phases]) =>
    s.histogram(
      'http.client.request.duration',
      { method: 'GET', server_address: upstream, status_code: status },
      ORDERS,
      { 0.1: phases },
    ),
  );
}

/** Calls at 5:00 and at 7:30, so that some are in the window for longer than the alert waits. */
const twice = (calls: number): readonly Phase[] => [
  [20, 0],
  [1, calls],
  [9, 0],
  [1, calls],
  [LONG, 0],
];

export const upstreamCases: PackCases = (s) => {
  const labels = (upstream: string): Readonly<Record<string, string>> => ({
    ...serviceOf(ORDERS),
    ...s.exposed('http.client.request.duration', { server_address: upstream }),
  });
  return [
    {
      alert: 'GatewayUpstreamHighErrorRatio',
      kind: 'fires',
      name: 'one of two upstreams refuses 10 % of the calls and answers 10 % with 503',
      series: [
        ...calls(s, 'stock:8080', { 200: [[LONG, 80]], none: [[LONG, 10]], 503: [[LONG, 10]] }),
        ...calls(s, 'prices:8080', { 200: [[LONG, 100]] }),
      ],
      checks: [{ at: 600, firing: [{ labels: labels('stock:8080'), value: '20%' }] }],
    },
    {
      alert: 'GatewayUpstreamHighErrorRatio',
      kind: 'silent',
      name: 'an upstream rejects many calls as wrong, and fails 1 %',
      series: calls(s, 'stock:8080', { 200: [[LONG, 500]], 404: [[LONG, 490]], 500: [[LONG, 10]] }),
      checks: [{ at: 600, firing: [] }],
    },
    {
      alert: 'GatewayUpstreamHighErrorRatio',
      kind: 'boundary',
      name: 'exactly 5 % is not too much, 5.2 % is',
      series: [
        ...calls(s, 'stock:8080', { 200: [[LONG, 95]], 502: [[LONG, 5]] }),
        ...calls(s, 'prices:8080', { 200: [[LONG, 948]], 502: [[LONG, 52]] }),
      ],
      checks: [{ at: 600, firing: [{ labels: labels('prices:8080'), value: '5.2%' }] }],
    },
    {
      alert: 'GatewayUpstreamHighErrorRatio',
      kind: 'boundary',
      name: 'four failures within the window are too few, however long it goes on; five are enough',
      series: [
        ...calls(s, 'stock:8080', { none: twice(5) }),
        ...calls(s, 'prices:8080', { none: every(10, 2) }),
      ],
      checks: [
        { at: 615, firing: [{ labels: labels('stock:8080'), value: '100%' }] },
        { at: 1500, firing: [] },
      ],
    },
    {
      alert: 'GatewayUpstreamHighErrorRatio',
      kind: 'boundary',
      name: 'fires after five minutes, goes on for five minutes after the end',
      // Every call fails from 0:15 to 10:00; the last failure has left the window at 14:45.
      series: calls(s, 'stock:8080', {
        none: [
          [41, 100],
          [LONG, 0],
        ],
      }),
      checks: [
        { at: 300, firing: [] },
        { at: 315, firing: [{ labels: labels('stock:8080'), value: '100%' }] },
        { at: 1170, firing: [{ labels: labels('stock:8080'), value: '100%' }] },
        { at: 1185, firing: [] },
      ],
    },
  ];
};
