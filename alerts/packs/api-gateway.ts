import { percent, shareAbove } from '../conditions';
import { HOUR, MINUTE } from '../duration';
import { binary } from '../promql';
import { alertPack } from '../rule';
import { API_GATEWAY } from '../thresholds/api-gateway';
import { failedShare } from './failed-share';
import { SERVICE, SERVICE_TEXT, TARGET } from './targets';

const WINDOW = 5 * MINUTE;
const CHECKS = 1 * MINUTE;

/** System rules of the API gateway, AG-R-01 to AG-R-06. */
export const system = alertPack({
  name: 'api-gateway.system',
  byPreset: true,
  reads: ['http', 'circuit-breaker', 'infrastructure', 'rate-limit', 'runtime'],
  replaces: ['GatewayHighErrorRatio'],
  alerts: {
    // AG-R-01
    HighErrorRate: {
      severity: 'critical',
      labels: { rule_name: 'high_error_rate' },
      condition: (scope) =>
        shareAbove(failedShare(scope, WINDOW), API_GATEWAY.errorRatio, API_GATEWAY.minFailed),
      for: 5 * MINUTE,
      keepFiringFor: 5 * MINUTE,
      summary: 'The gateway answers too many requests with errors.',
      description: ({ window }) =>
        `High error rate detected: {{ $value | humanizePercentage }} of the requests to ${SERVICE_TEXT} over the last ` +
        `${window(WINDOW)}; more than ${percent(API_GATEWAY.errorRatio)} is too much.`,
      board: 'apiGatewayOverview',
    },
    // AG-R-02
    HighResponseTime: {
      severity: 'warning',
      labels: { rule_name: 'high_response_time' },
      condition: ({ q, window }) =>
        binary(
          q.mean('http.request.duration', { by: SERVICE, window: window(WINDOW) }),
          '>',
          API_GATEWAY.meanResponseSeconds,
        ),
      for: 5 * MINUTE,
      keepFiringFor: 5 * MINUTE,
      summary: 'The gateway answers slowly on average.',
      description: ({ window }) =>
        `Requests to ${SERVICE_TEXT} took {{ $value | humanizeDuration }} on average over the last ${window(WINDOW)}; ` +
        `more than ${API_GATEWAY.meanResponseSeconds} s is too much.`,
      board: 'apiGatewayOverview',
    },
    // AG-R-03
    CircuitBreakerOpen: {
      severity: 'critical',
      labels: { rule_name: 'circuit_breaker_open' },
      condition: ({ q }) =>
        binary(q.aggregate('max', 'breaker.state', { where: { state: 'open' }, by: SERVICE }), '==', 1),
      for: 1 * MINUTE,
      keepFiringFor: 1 * MINUTE,
      summary: 'A circuit breaker is open.',
      description: () =>
        `The breaker of ${SERVICE_TEXT} is open: calls to this service are refused without being tried.`,
      board: 'serviceHealth',
      boardVariables: { dependency: 'service' },
    },
    // AG-R-04. `unless ... > 0` rather than `success == 0`: there may never have been a success.
    ServiceUnavailable: {
      severity: 'critical',
      labels: { rule_name: 'service_unavailable' },
      condition: ({ q, window }) => {
        const over = { by: SERVICE, window: window(CHECKS) };
        return binary(
          binary(q.increase('service.health_checks', { ...over, where: { result: 'failure' } }), '>', 0),
          'unless',
          binary(q.increase('service.health_checks', { ...over, where: { result: 'success' } }), '>', 0),
        );
      },
      for: 2 * MINUTE,
      keepFiringFor: 1 * MINUTE,
      summary: 'A service behind the gateway fails its health checks.',
      description: ({ window }) =>
        `Every health check of ${SERVICE_TEXT} failed over the last ${window(CHECKS)}, {{ $value | humanize }} in all.`,
      board: 'serviceHealth',
      boardVariables: { dependency: 'service' },
    },
    // AG-R-05
    HighMemoryUsage: {
      severity: 'warning',
      labels: { rule_name: 'high_memory_usage' },
      condition: ({ q }) =>
        binary(
          binary(
            // Workers of a cluster share the limit of their container.
            q.aggregate('sum', 'process.memory.resident', { by: TARGET }),
            '/',
            q.aggregate('max', 'process.memory.limit', { by: TARGET }),
          ),
          '>',
          API_GATEWAY.memoryRatio,
        ),
      for: 10 * MINUTE,
      keepFiringFor: 5 * MINUTE,
      summary: 'A gateway uses most of the memory that it may use.',
      description: () =>
        `Instance {{ $labels.instance }} of ${SERVICE_TEXT} uses {{ $value | humanizePercentage }} of its memory; above ` +
        `${percent(API_GATEWAY.memoryRatio)} it is near being killed.`,
      board: 'infrastructure',
    },
    // AG-R-06
    RateLimitViolations: {
      severity: 'info',
      labels: { rule_name: 'rate_limit_violations' },
      condition: ({ q, window }) =>
        binary(
          q.increase('rate_limit.violations', { by: SERVICE, window: window(HOUR) }),
          '>',
          API_GATEWAY.violationsPerHour,
        ),
      for: 1 * MINUTE,
      summary: 'Clients run into their rate limits.',
      description: ({ window }) =>
        `{{ $value | humanize }} requests to ${SERVICE_TEXT} were beyond a rate limit over the last ${window(HOUR)}; ` +
        `more than ${API_GATEWAY.violationsPerHour} is unusual.`,
      board: 'rateLimits',
    },
  },
});

/** Business rules of the API gateway, AG-R-07 to AG-R-09. */
export const business = alertPack({
  name: 'api-gateway.business',
  byPreset: true,
  reads: ['generation', 'websocket'],
  alerts: {
    // AG-R-07
    CodeGenerationFailures: {
      severity: 'critical',
      labels: { rule_name: 'code_generation_failures' },
      condition: ({ q, window }) => {
        const over = { by: SERVICE, window: window(WINDOW) };
        const failed = { ...over, where: { status: 'failed' } } as const;
        return shareAbove(
          {
            part: q.rate('generation.code', failed),
            whole: q.rate('generation.code', over),
            count: q.increase('generation.code', failed),
          },
          API_GATEWAY.codeFailureRatio,
          API_GATEWAY.minFailed,
        );
      },
      for: 5 * MINUTE,
      keepFiringFor: 5 * MINUTE,
      summary: 'Too many code generations fail.',
      description: ({ window }) =>
        `{{ $value | humanizePercentage }} of the code generations of ${SERVICE_TEXT} failed over the last ` +
        `${window(WINDOW)}; more than ${percent(API_GATEWAY.codeFailureRatio)} is too much.`,
      board: 'businessMetrics',
    },
    // AG-R-08
    ImageGenerationFailures: {
      severity: 'critical',
      labels: { rule_name: 'image_generation_failures' },
      condition: ({ q, window }) => {
        const over = { by: SERVICE, window: window(WINDOW) };
        const failed = { ...over, where: { status: 'failed' } } as const;
        return shareAbove(
          {
            part: q.rate('generation.image', failed),
            whole: q.rate('generation.image', over),
            count: q.increase('generation.image', failed),
          },
          API_GATEWAY.imageFailureRatio,
          API_GATEWAY.minFailed,
        );
      },
      for: 5 * MINUTE,
      keepFiringFor: 5 * MINUTE,
      summary: 'Too many image generations fail.',
      description: ({ window }) =>
        `{{ $value | humanizePercentage }} of the image generations of ${SERVICE_TEXT} failed over the last ` +
        `${window(WINDOW)}; more than ${percent(API_GATEWAY.imageFailureRatio)} is too much.`,
      board: 'businessMetrics',
    },
    // AG-R-09. Among the connections that ended: how many open ones there are depends on the time of day.
    WebSocketConnectionIssues: {
      severity: 'warning',
      labels: { rule_name: 'websocket_connection_issues' },
      condition: ({ q, window }) => {
        const over = { by: SERVICE, window: window(WINDOW) };
        const broken = { ...over, where: { event: 'error' } } as const;
        const ended = { ...over, where: { event: { oneOf: ['closed', 'error'] } } } as const;
        return shareAbove(
          {
            part: q.rate('websocket.connections', broken),
            whole: q.rate('websocket.connections', ended),
            count: q.increase('websocket.connections', broken),
          },
          API_GATEWAY.websocketErrorRatio,
          API_GATEWAY.minFailed,
        );
      },
      for: 5 * MINUTE,
      keepFiringFor: 5 * MINUTE,
      summary: 'Too many WebSocket connections break.',
      description: ({ window }) =>
        `{{ $value | humanizePercentage }} of the WebSocket connections of ${SERVICE_TEXT} that ended over the last ` +
        `${window(WINDOW)} broke; more than ${percent(API_GATEWAY.websocketErrorRatio)} is too much.`,
      board: 'businessMetrics',
    },
  },
});

/** Rules of the API gateway. */
export const API_GATEWAY_PACKS = [system, business] as const;
