import type { ContentEndpoint, Preset } from '../contract';
import { JSON_TEXT, PROMETHEUS_TEXT } from './media-types';
import { OUTCOME_BY_STATUS_CODE } from './outcome';
import { apiGatewayRequirements } from './requirements/api-gateway';
import { SERIES_BUDGET } from './series-budget';

const SERVICE = 'api-gateway';
const METRICS_PATH = '/api/v1/metrics';
const HTTP_LABELS = { method: 'method', route: 'endpoint', status_code: 'status_code' } as const;
const ENDPOINT_LABELS = { method: 'method', route: 'endpoint' } as const;

/**
 * AI code and image gateway with WebSockets.
 * - `service_instances_total` is a gauge although its name has the suffix of a counter.
 * - `rate_limit_requests_total` is by result alone, without tenant and limit.
 * - Metrics have a label `service`, and so does every target: the scrape keeps the metric's own.
 * - Its endpoints ask for the admin token, metrics included.
 */
export const apiGateway: Preset = {
  name: 'api-gateway',
  packs: [
    'http',
    'http-traffic',
    'generation',
    'websocket',
    'websocket-messages',
    'circuit-breaker',
    'infrastructure',
    'security',
    'rate-limit',
    'runtime',
    'export',
    'self',
    'stack',
    'alert-operations',
  ],
  metrics: {
    'http.requests': {
      name: 'http_requests_total',
      labels: HTTP_LABELS,
      omit: ['outcome'],
      implied: OUTCOME_BY_STATUS_CODE,
      seriesBudget: 1000,
    },
    'http.request.duration': {
      name: 'http_request_duration_seconds',
      labels: HTTP_LABELS,
      seriesBudget: 500,
    },
    'http.client.request.duration': { seriesBudget: 300 },
    'http.request.size': { name: 'http_request_size_bytes', labels: ENDPOINT_LABELS },
    'http.response.size': { name: 'http_response_size_bytes', labels: ENDPOINT_LABELS },
    'http.requests.in_flight_by_route': {
      name: 'http_requests_in_flight_by_endpoint',
      labels: ENDPOINT_LABELS,
    },
    'http.errors': { name: 'http_errors_total', labels: ENDPOINT_LABELS },
    'http.connections.active': { name: 'http_connections_active' },
    'breaker.state': { name: 'circuit_breaker_state', omit: ['component'] },
    'breaker.transitions': { omit: ['component'] },
    'breaker.failures': { omit: ['component'] },
    'breaker.failure_ratio': { name: 'circuit_breaker_failure_rate' },
    'service.instances': { name: 'service_instances_total' },
    'rate_limit.decisions': {
      name: 'rate_limit_requests_total',
      labels: { decision: 'result' },
      omit: ['tenant', 'limit'],
    },
    'rate_limit.violations': { name: 'rate_limit_violations_total' },
    'rate_limit.hits': { name: 'rate_limit_hits_total' },
    'rate_limit.misses': { name: 'rate_limit_misses_total' },
    'rate_limit.quota': { name: 'rate_limit_quota' },
    'rate_limit.remaining': { name: 'rate_limit_remaining' },
  },
  seriesBudget: SERIES_BUDGET,
  resource: { 'service.name': SERVICE, 'deployment.environment': 'production' },
  endpoints: [
    { method: 'GET', path: METRICS_PATH, serves: 'metrics', contentType: PROMETHEUS_TEXT, access: 'token' },
    json('GET', '/api/v1/metrics/summary', 'metrics-summary'),
    json('GET', '/api/v1/trace', 'trace-context'),
    json('POST', '/api/v1/trace/flush', 'trace-flush'),
    json('GET', '/api/v1/alerts', 'alerts'),
    json('GET', '/api/v1/alerts/stats', 'alert-stats'),
    json('POST', '/api/v1/alerts/{fingerprint}/acknowledge', 'alert-acknowledge'),
    json('POST', '/api/v1/alerts/{fingerprint}/suppress', 'alert-suppress'),
    json('GET', '/api/v1/observability', 'observability'),
    json('GET', '/api/v1/debug/trace-context', 'debug-trace-context'),
    json('POST', '/api/v1/test/alert', 'test-alert'),
  ],
  scrape: {
    interval: '15s',
    evaluationInterval: '30s',
    honorLabels: true,
    jobs: [
      {
        name: SERVICE,
        scrapes: 'gateway',
        target: 'api-gateway:8000',
        path: METRICS_PATH,
        interval: '15s',
      },
    ],
  },
  otlp: {
    protocol: 'grpc',
    endpoints: { development: 'http://localhost:4317', production: 'http://otel-collector:4317' },
  },
  propagators: ['tracecontext', 'baggage'],
  sampling: { development: 1, production: 0.1 },
  logs: {
    keys: {
      timestamp: 'timestamp',
      level: 'level',
      message: 'message',
      traceId: 'trace_id',
      spanId: 'span_id',
    },
    levelCase: 'lower',
    lokiJob: SERVICE,
  },
  alertPacks: ['api-gateway.system', 'api-gateway.business'],
  requirements: apiGatewayRequirements,
};

function json(
  method: ContentEndpoint['method'],
  path: string,
  serves: ContentEndpoint['serves'],
): ContentEndpoint {
  return { method, path, serves, contentType: JSON_TEXT, access: 'token' };
}
