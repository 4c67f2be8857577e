import { shareAbove } from '../conditions';
import { MINUTE } from '../duration';
import { binary } from '../promql';
import { alertPack, template } from '../rule';
import { latencyBoundSeconds, THRESHOLDS } from '../thresholds';
import { failedShare } from './failed-share';

/** Long enough to smooth single requests, short enough to page within minutes. */
const WINDOW = 5 * MINUTE;
const SERVICE = ['service', 'environment'] as const;
const UPSTREAM = ['service', 'environment', 'server_address'] as const;

// No failure yet means no series of failures, hence no ratio; the least number of failures would rule it out anyway.
/** What counts as failed, for people. */
const FAILURE = 'a 5xx status, an answer broken off, or a timeout';

const percent = (share: number): string => `${share * 100} %`;

/** What callers of the gateway notice: failed requests, slow requests, and the upstreams behind them. */
export const traffic = alertPack({
  name: 'gateway.traffic',
  reads: ['http'],
  alerts: {
    GatewayHighErrorRatio: {
      severity: 'critical',
      condition: (scope) =>
        shareAbove(failedShare(scope, WINDOW), THRESHOLDS.errorRatio, THRESHOLDS.minFailedRequests),
      for: 2 * MINUTE,
      keepFiringFor: 5 * MINUTE,
      summary: 'The gateway fails too many requests.',
      description: ({ window }) =>
        `{{ $value | humanizePercentage }} of the requests to {{ $labels.service }} ({{ $labels.environment }}) ` +
        `failed (${FAILURE}) over the last ${window(WINDOW)}; more than ${percent(THRESHOLDS.errorRatio)} is too much.`,
      board: 'gatewayOverview',
    },
    GatewayHighLatencyP95: {
      severity: 'warning',
      condition: ({ q, binding, window }) => {
        const over = { by: SERVICE, window: window(WINDOW) };
        const bound = latencyBoundSeconds(binding);
        return binary(
          binary(q.quantile(0.95, 'http.request.duration', over), '>', bound),
          'and',
          binary(q.increaseAbove(bound, 'http.request.duration', over), '>=', THRESHOLDS.minSlowRequests),
        );
      },
      for: 5 * MINUTE,
      keepFiringFor: 5 * MINUTE,
      summary: 'The gateway answers slowly.',
      description: ({ binding, window }) =>
        `One in twenty requests to {{ $labels.service }} ({{ $labels.environment }}) took {{ $value | humanizeDuration }} ` +
        `or longer over the last ${window(WINDOW)}; the bound is ${latencyBoundSeconds(binding)} s.`,
      board: 'gatewayOverview',
    },
    GatewayUpstreamHighErrorRatio: {
      severity: 'warning',
      condition: ({ q, window }) => {
        const over = { by: UPSTREAM, window: window(WINDOW) };
        // `none` is a call that got no answer: refused, reset or timed out.
        const failed = { ...over, where: { status_code: { regex: '5..|none' } } } as const;
        return binary(
          binary(
            binary(
              q.rate('http.client.request.duration', failed),
              '/',
              q.rate('http.client.request.duration', over),
            ),
            '>',
            THRESHOLDS.upstreamErrorRatio,
          ),
          'and',
          binary(q.increase('http.client.request.duration', failed), '>=', THRESHOLDS.minFailedRequests),
        );
      },
      for: 5 * MINUTE,
      keepFiringFor: 5 * MINUTE,
      summary: 'An upstream of the gateway fails too many calls.',
      description: ({ q, window }) =>
        `{{ $value | humanizePercentage }} of the calls from {{ $labels.service }} ({{ $labels.environment }}) to ` +
        `${template(q.label('http.client.request.duration', 'server_address'))} had no answer or a 5xx status over the last ${window(WINDOW)}; ` +
        `more than ${percent(THRESHOLDS.upstreamErrorRatio)} is too much.`,
      board: 'gatewayOverview',
    },
  },
});
