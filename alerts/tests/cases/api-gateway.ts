import { HOUR, MINUTE } from '../../duration';
import { business, system } from '../../packs/api-gateway';
import { API_GATEWAY } from '../../thresholds';
import type { AlertCase, PackCases } from '../case';
import { gaugeCases, increaseCases, shareCases, timing } from '../kinds';
import { instanceOf, ORDERS, BILLING, type SeriesBuilder, serviceOf, type Target } from '../series';
import { counter, gauge, LONG, type Phase } from '../values';
import { requestShare } from './requests';

const SHORT = 5 * MINUTE;
const GIB = 2 ** 30;

export const apiGatewaySystemCases: PackCases = (s) => {
  const { alerts } = system;
  return [
    ...shareCases({
      ...timing('HighErrorRate', alerts.HighErrorRate, SHORT),
      threshold: API_GATEWAY.errorRatio,
      least: API_GATEWAY.minFailed,
      ...requestShare(s),
    }),
    ...meanCases(s),
    ...gaugeCases({
      ...timing('CircuitBreakerOpen', alerts.CircuitBreakerOpen),
      values: { calm: 0, last: 0, first: 1 },
      labels: serviceOf,
      series: (target, values) => [
        s.series('breaker.state', { service: target.service, component: '', state: 'open' }, target, values),
        s.series(
          'breaker.state',
          { service: target.service, component: '', state: 'half_open' },
          target,
          '1+0x200',
        ),
      ],
    }),
    ...unavailableCases(s),
    ...gaugeCases({
      ...timing('HighMemoryUsage', alerts.HighMemoryUsage),
      values: { calm: GIB / 4, last: 0.85 * GIB, first: 0.86 * GIB },
      shown: (bytes) => bytes / GIB,
      labels: instanceOf,
      series: (target, values) => [
        s.series('process.memory.resident', {}, target, values),
        s.series('process.memory.limit', {}, target, `${GIB}+0x300`),
      ],
    }),
    ...increaseCases({
      ...timing('RateLimitViolations', alerts.RateLimitViolations, HOUR),
      threshold: API_GATEWAY.violationsPerHour,
      labels: serviceOf,
      series: (target, phases) => [
        s.series('rate_limit.violations', { client: 'shop' }, target, counter(...phases)),
      ],
    }),
  ];
};

/** Requests of a duration in seconds: how many each sample adds. */
function requests(s: SeriesBuilder, target: Target, seconds: number, phases: readonly Phase[]) {
  const id = 'http.request.duration';
  const labels = { method: 'GET', route: '/orders', status_code: '200' } as const;
  return [
    ...s.histogram(id, labels, target, { [seconds]: phases }),
    s.sum(
      id,
      labels,
      target,
      counter(...phases.map(([samples, count]): Phase => [samples, count * seconds])),
    ),
  ];
}

function meanCases(s: SeriesBuilder): readonly AlertCase[] {
  const alert = 'HighResponseTime';
  const slow = (seconds: number) => ({ labels: serviceOf(ORDERS), value: seconds });
  return [
    {
      alert,
      kind: 'fires',
      name: 'requests take eight seconds',
      series: requests(s, ORDERS, 8, [[LONG, 10]]),
      checks: [{ at: 700, firing: [slow(8)] }],
    },
    {
      alert,
      kind: 'silent',
      name: 'requests take two seconds',
      series: requests(s, ORDERS, 2, [[LONG, 10]]),
      checks: [{ at: 700, firing: [] }],
    },
    {
      alert,
      kind: 'boundary',
      name: 'exactly five seconds are allowed, 5.5 are not',
      series: [...requests(s, ORDERS, 5, [[LONG, 10]]), ...requests(s, BILLING, 5.5, [[LONG, 10]])],
      checks: [{ at: 700, firing: [{ labels: serviceOf(BILLING), value: 5.5 }] }],
    },
    {
      alert,
      kind: 'boundary',
      name: 'fires after five minutes, ends when the window is empty and five more minutes are over',
      series: requests(s, ORDERS, 8, [
        [41, 10],
        [LONG, 0],
      ]),
      checks: [
        { at: 300, firing: [] },
        { at: 315, firing: [slow(8)] },
        { at: 675, firing: [slow(8)] },
        { at: 1170, firing: [slow(8)] },
        { at: 1185, firing: [] },
      ],
    },
  ];
}

function unavailableCases(s: SeriesBuilder): readonly AlertCase[] {
  const alert = 'ServiceUnavailable';
  const checks = (target: Target, result: 'success' | 'failure', phases: readonly Phase[]) =>
    s.series('service.health_checks', { service: target.service, result }, target, counter(...phases));
  const down = (value: number) => [{ labels: serviceOf(ORDERS), value }];
  return [
    {
      alert,
      kind: 'fires',
      name: 'a service that never was healthy, beside one that is',
      series: [checks(ORDERS, 'failure', [[LONG, 1]]), checks(BILLING, 'success', [[LONG, 1]])],
      checks: [{ at: 600, firing: down(5) }],
    },
    {
      alert,
      kind: 'silent',
      name: 'three of four checks fail',
      series: [checks(ORDERS, 'failure', [[LONG, 0.75]]), checks(ORDERS, 'success', [[LONG, 0.25]])],
      checks: [{ at: 600, firing: [] }],
    },
    {
      alert,
      kind: 'silent',
      name: 'nobody checks any more',
      series: [checks(ORDERS, 'failure', [[LONG, 0]])],
      checks: [{ at: 600, firing: [] }],
    },
    {
      alert,
      kind: 'boundary',
      name: 'fires when the last success is three minutes ago, ends a minute after the next',
      // Succeeds until 5:00, fails until 15:00.
      series: [
        checks(ORDERS, 'success', [
          [21, 1],
          [40, 0],
          [LONG, 1],
        ]),
        checks(ORDERS, 'failure', [
          [21, 0],
          [40, 1],
          [LONG, 0],
        ]),
      ],
      checks: [
        { at: 465, firing: [] },
        { at: 480, firing: down(5) },
        { at: 900, firing: down(5) },
        { at: 960, firing: down(5) },
        { at: 975, firing: [] },
      ],
    },
  ];
}

export const apiGatewayBusinessCases: PackCases = (s) => {
  const { alerts } = business;
  return [
    ...shareCases({
      ...timing('CodeGenerationFailures', alerts.CodeGenerationFailures, SHORT),
      threshold: API_GATEWAY.codeFailureRatio,
      least: API_GATEWAY.minFailed,
      labels: serviceOf,
      part: (target, phases) => [
        s.series('generation.code', { framework: 'react', status: 'failed' }, target, counter(...phases)),
      ],
      rest: (target, phases) => [
        s.series('generation.code', { framework: 'react', status: 'success' }, target, counter(...phases)),
      ],
    }),
    ...shareCases({
      ...timing('ImageGenerationFailures', alerts.ImageGenerationFailures, SHORT),
      threshold: API_GATEWAY.imageFailureRatio,
      least: API_GATEWAY.minFailed,
      labels: serviceOf,
      part: (target, phases) => [
        s.series('generation.image', { status: 'failed' }, target, counter(...phases)),
      ],
      rest: (target, phases) => [
        s.series('generation.image', { status: 'success' }, target, counter(...phases)),
      ],
    }),
    ...shareCases({
      ...timing('WebSocketConnectionIssues', alerts.WebSocketConnectionIssues, SHORT),
      threshold: API_GATEWAY.websocketErrorRatio,
      least: API_GATEWAY.minFailed,
      labels: serviceOf,
      part: (target, phases) => [
        s.series('websocket.connections', { event: 'error' }, target, counter(...phases)),
      ],
      rest: (target, phases) => [
        s.series('websocket.connections', { event: 'closed' }, target, counter(...phases)),
        // Connections that were opened have not ended.
        s.series('websocket.connections', { event: 'opened' }, target, gauge([300, 0])),
      ],
    }),
  ];
};
