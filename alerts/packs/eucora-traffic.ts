import { MINUTE, SECOND } from '../duration';
import { percent, quantileAbove, shareAbove } from '../conditions';
import { binary } from '../promql';
import { alertPack } from '../rule';
import type { Scope } from '../scope';
import { EUCORA } from '../thresholds/eucora';
import { failedShare } from './failed-share';
import { SERVICE, SERVICE_TEXT } from './targets';

const WINDOW = 5 * MINUTE;
/** One evaluation more than the first that sees it: long enough for a scrape that caught the moment of a change. */
const AT_ONCE = 30 * SECOND;

const BREAKER = ['service', 'component', 'environment'] as const;

function breakerIn(state: 'open' | 'half_open') {
  return ({ q }: Scope) =>
    binary(q.aggregate('max', 'breaker.state', { where: { state }, by: BREAKER }), '==', 1);
}

/** What callers of the control plane and the systems behind it show. */
export const traffic = alertPack({
  name: 'eucora.traffic',
  byPreset: true,
  reads: ['http', 'circuit-breaker', 'database'],
  replaces: ['GatewayHighLatencyP95'],
  alerts: {
    // EU-R-01
    CircuitBreakerOpen: {
      severity: 'critical',
      labels: { rule_name: 'CircuitBreakerOpen' },
      condition: breakerIn('open'),
      for: AT_ONCE,
      keepFiringFor: 1 * MINUTE,
      summary: 'A circuit breaker is open.',
      description: () =>
        'The breaker of {{ $labels.service }} / {{ $labels.connector_type }} ({{ $labels.environment }}) is open: ' +
        'calls to it are refused without being tried.',
      board: 'connectors',
      boardVariables: { connector: 'connector_type' },
    },
    // EU-R-02
    CircuitBreakerHalfOpen: {
      severity: 'warning',
      labels: { rule_name: 'CircuitBreakerHalfOpen' },
      condition: breakerIn('half_open'),
      for: AT_ONCE,
      summary: 'A circuit breaker tests whether its service is back.',
      description: () =>
        'The breaker of {{ $labels.service }} / {{ $labels.connector_type }} ({{ $labels.environment }}) is half open: ' +
        'the next calls decide whether it closes or opens again.',
      board: 'connectors',
      boardVariables: { connector: 'connector_type' },
    },
    // EU-R-10
    HighAPILatency: {
      severity: 'warning',
      labels: { rule_name: 'HighAPILatency' },
      condition: ({ q, window }) => {
        const over = { by: SERVICE, window: window(WINDOW) };
        return quantileAbove(
          q.quantile(0.95, 'http.request.duration', over),
          EUCORA.latencyP95Seconds,
          q.increaseAbove(EUCORA.latencyP95Seconds, 'http.request.duration', over),
          EUCORA.minSlow,
        );
      },
      for: 5 * MINUTE,
      keepFiringFor: 5 * MINUTE,
      summary: 'The API answers slowly.',
      description: ({ window }) =>
        `One in twenty requests to ${SERVICE_TEXT} took {{ $value | humanizeDuration }} or longer over the last ` +
        `${window(WINDOW)}; the bound is ${EUCORA.latencyP95Seconds} s.`,
      board: 'systemHealth',
    },
    // EU-R-11
    HighHTTPErrorRate: {
      severity: 'warning',
      labels: { rule_name: 'HighHTTPErrorRate' },
      condition: (scope) => shareAbove(failedShare(scope, WINDOW), EUCORA.errorRatio, EUCORA.minFailed),
      for: 5 * MINUTE,
      keepFiringFor: 5 * MINUTE,
      summary: 'The API answers too many requests with server errors.',
      description: ({ window }) =>
        `{{ $value | humanizePercentage }} of the requests to ${SERVICE_TEXT} ended with a 5xx status over the last ` +
        `${window(WINDOW)}; more than ${percent(EUCORA.errorRatio)} is too much.`,
      board: 'systemHealth',
    },
    // EU-R-15
    SlowDatabaseQueries: {
      severity: 'warning',
      labels: { rule_name: 'SlowDatabaseQueries' },
      condition: ({ q, window }) => {
        const over = { by: SERVICE, window: window(WINDOW) };
        return quantileAbove(
          q.quantile(0.95, 'db.query.duration', over),
          EUCORA.queryP95Seconds,
          q.increaseAbove(EUCORA.queryP95Seconds, 'db.query.duration', over),
          EUCORA.minSlow,
        );
      },
      for: 5 * MINUTE,
      keepFiringFor: 5 * MINUTE,
      summary: 'Queries to the database are slow.',
      description: ({ window }) =>
        `One in twenty database queries of ${SERVICE_TEXT} took {{ $value | humanizeDuration }} or longer over the last ` +
        `${window(WINDOW)}; the bound is ${EUCORA.queryP95Seconds} s.`,
      board: 'systemHealth',
    },
  },
});
