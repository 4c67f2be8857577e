import type { Preset } from '../contract';
import { PROMETHEUS_TEXT } from './media-types';
import { beamlineRequirements } from './requirements/beamline';
import { SERIES_BUDGET } from './series-budget';

const HTTP_LABELS = { method: 'method', route: 'route', status_code: 'status_code' } as const;

/**
 * Beamline gateway: NestJS with an idempotency cache and rate limits per tenant.
 * - Its counter of rate limit misses is declared without a name; it gets the name that goes with the hits.
 * - Its OTLP endpoint carries a path (`/v1/traces`) although it is gRPC, which has none; the path is ignored.
 */
export const beamline: Preset = {
  name: 'beamline',
  packs: [
    'http',
    'http-traffic',
    'idempotency',
    'rate-limit',
    'runtime',
    'export',
    'self',
    'stack',
    'alert-operations',
  ],
  metrics: {
    'http.requests': { name: 'gateway_http_requests_total', labels: HTTP_LABELS },
    'http.request.duration': {
      name: 'gateway_http_request_duration_seconds',
      labels: HTTP_LABELS,
      buckets: [0.1, 0.5, 1, 2, 5],
    },
    'http.requests.in_flight': { name: 'gateway_active_requests', labels: { method: 'method' } },
    'http.requests.in_flight_by_route': {
      name: 'gateway_active_requests_by_route',
      labels: { method: 'method', route: 'route' },
    },
    'http.client.request.duration': {
      name: 'gateway_upstream_request_duration_seconds',
      labels: { method: 'method', server_address: 'upstream', status_code: 'status_code' },
      seriesBudget: 500,
    },
    'http.request.size': {
      name: 'gateway_http_request_size_bytes',
      labels: { method: 'method', route: 'route' },
    },
    'http.response.size': {
      name: 'gateway_http_response_size_bytes',
      labels: { method: 'method', route: 'route' },
    },
    'http.errors': {
      name: 'gateway_http_errors_total',
      labels: { method: 'method', route: 'route' },
    },
    'http.connections.active': { name: 'gateway_active_connections' },
  },
  seriesBudget: SERIES_BUDGET,
  resource: {
    'service.name': 'beamline-gateway',
    'service.version': '1.0.0',
    'service.namespace': 'beamline',
  },
  endpoints: [
    { method: 'GET', path: '/metrics', serves: 'metrics', contentType: PROMETHEUS_TEXT, access: 'open' },
  ],
  otlp: {
    protocol: 'grpc',
    endpoints: {
      development: 'http://localhost:4317',
      production: 'http://otel-collector.observability.svc.cluster.local:4317',
    },
  },
  propagators: ['tracecontext', 'baggage'],
  sampling: { development: 1, production: 0.1 },
  logs: {
    keys: { timestamp: 'time', level: 'level', message: 'msg', traceId: 'trace_id', spanId: 'span_id' },
    levelCase: 'lower',
    lokiJob: 'beamline-gateway',
  },
  alertPacks: ['beamline'],
  requirements: beamlineRequirements,
};
