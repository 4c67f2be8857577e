import type { Labels } from '../../../instrumentation/contract';
import type { PackCases } from '../case';
import { BILLING, type InputSeries, ORDERS, type SeriesBuilder, serviceOf, type Target } from '../series';
import { counter, every, LONG, type Phase } from '../values';

const OK: Labels<'http.requests'> = { method: 'GET', route: '/orders', status_code: '200', outcome: 'ok' };
const FAILED: Labels<'http.requests'> = { ...OK, status_code: '500', outcome: 'server_error' };
const REJECTED: Labels<'http.requests'> = { ...OK, status_code: '404', outcome: 'client_error' };

type Answers = Readonly<Record<'ok' | 'failed', readonly Phase[]>>;

function answers(s: SeriesBuilder, target: Target, { ok, failed }: Answers): InputSeries[] {
  return [
    s.series('http.requests', OK, target, counter(...ok)),
    s.series('http.requests', FAILED, target, counter(...failed)),
  ];
}

const steady = (ok: number, failed: number): Answers => ({ ok: [[LONG, ok]], failed: [[LONG, failed]] });

/** Answers at 5:00, in the middle of quiet. */
const burst = (ok: number, failed: number): Answers => ({
  ok: [
    [20, 0],
    [1, ok],
    [LONG, 0],
  ],
  failed: [
    [20, 0],
    [1, failed],
    [LONG, 0],
  ],
});

/** Labels of a request that failed without an answer of 5xx. */
const endedAs = (outcome: 'server_aborted' | 'timeout' | 'client_aborted'): Labels<'http.requests'> => ({
  ...OK,
  status_code: 'none',
  outcome,
});

/** What only a preset can show whose request counter carries the outcome. */
const outcomeCases: PackCases = (s) => [
  {
    alert: 'GatewayHighErrorRatio',
    kind: 'fires',
    name: 'answers that are broken off and requests that time out, without a single 5xx',
    series: [
      s.series('http.requests', OK, ORDERS, counter([LONG, 94])),
      s.series('http.requests', endedAs('server_aborted'), ORDERS, counter([LONG, 4])),
      s.series('http.requests', endedAs('timeout'), ORDERS, counter([LONG, 2])),
    ],
    checks: [{ at: 600, firing: [{ labels: serviceOf(ORDERS), value: '6%' }] }],
  },
  {
    alert: 'GatewayHighErrorRatio',
    kind: 'silent',
    name: 'most clients go away before they are answered',
    series: [
      s.series('http.requests', OK, ORDERS, counter([LONG, 10])),
      s.series('http.requests', endedAs('client_aborted'), ORDERS, counter([LONG, 90])),
    ],
    checks: [{ at: 600, firing: [] }],
  },
];

export const errorRatioCases: PackCases = (s) => [
  ...('outcome' in s.exposed('http.requests', { outcome: 'timeout' }) ? outcomeCases(s) : []),
  {
    alert: 'GatewayHighErrorRatio',
    kind: 'fires',
    name: '6 % of many requests fail',
    series: answers(s, ORDERS, steady(94, 6)),
    checks: [{ at: 600, firing: [{ labels: serviceOf(ORDERS), value: '6%' }] }],
  },
  {
    alert: 'GatewayHighErrorRatio',
    kind: 'fires',
    name: 'a total outage at two requests a minute',
    series: [
      s.series(
        'http.requests',
        FAILED,
        ORDERS,
        counter(...Array.from({ length: 60 }, (_, i): Phase => [1, i % 2])),
      ),
    ],
    checks: [{ at: 900, firing: [{ labels: serviceOf(ORDERS), value: '100%' }] }],
  },
  {
    alert: 'GatewayHighErrorRatio',
    kind: 'silent',
    name: 'no request fails, a client sends nonsense',
    series: [
      s.series('http.requests', OK, ORDERS, counter([LONG, 10])),
      s.series('http.requests', REJECTED, ORDERS, counter([LONG, 90])),
    ],
    checks: [{ at: 600, firing: [] }],
  },
  {
    alert: 'GatewayHighErrorRatio',
    kind: 'silent',
    name: 'one of ten requests fails',
    series: answers(s, ORDERS, burst(9, 1)),
    checks: [420, 480, 540].map((at) => ({ at, firing: [] })),
  },
  {
    alert: 'GatewayHighErrorRatio',
    kind: 'silent',
    name: '1 % of many requests fail',
    series: answers(s, ORDERS, steady(990, 10)),
    checks: [{ at: 600, firing: [] }],
  },
  {
    alert: 'GatewayHighErrorRatio',
    kind: 'boundary',
    name: 'exactly 5 % is not too much, 5.2 % is',
    series: [...answers(s, ORDERS, steady(95, 5)), ...answers(s, BILLING, steady(948, 52))],
    checks: [{ at: 600, firing: [{ labels: serviceOf(BILLING), value: '5.2%' }] }],
  },
  {
    alert: 'GatewayHighErrorRatio',
    kind: 'boundary',
    name: 'four failures within the window are too few, however long it goes on; five are enough',
    series: [
      ...answers(s, ORDERS, { ok: every(10, 0), failed: every(10, 2) }),
      ...answers(s, BILLING, burst(0, 5)),
    ],
    checks: [
      { at: 450, firing: [{ labels: serviceOf(BILLING), value: '100%' }] },
      { at: 1200, firing: [] },
    ],
  },
  {
    alert: 'GatewayHighErrorRatio',
    kind: 'boundary',
    name: 'fires after two minutes, goes on for five minutes after the end',
    // Everything fails from 0:15 to 10:00; the last failure has left the window at 14:45.
    series: answers(s, ORDERS, {
      ok: [[LONG, 0]],
      failed: [
        [41, 100],
        [LONG, 0],
      ],
    }),
    checks: [
      { at: 120, firing: [] },
      { at: 135, firing: [{ labels: serviceOf(ORDERS), value: '100%' }] },
      { at: 1170, firing: [{ labels: serviceOf(ORDERS), value: '100%' }] },
      { at: 1185, firing: [] },
    ],
  },
];
