import type { Preset } from '../contract';
import { PROMETHEUS_TEXT } from './media-types';
import { warehouseHubRequirements } from './requirements/warehouse-hub';
import { SERIES_BUDGET } from './series-budget';

const HTTP_LABELS = { method: 'method', route: 'endpoint', status_code: 'status_code' } as const;
const ENDPOINT_LABELS = { method: 'method', route: 'endpoint' } as const;

/**
 * The Warehouse Hub: a multi-tenant order API with webhooks and a database. It names what is to be measured and leaves
 * the names of the metrics open; these are the field's usual ones.
 */
export const warehouseHub: Preset = {
  name: 'warehouse-hub',
  packs: [
    'http',
    'http-traffic',
    'tenant-business',
    'database',
    'runtime',
    'export',
    'self',
    'stack',
    'alert-operations',
  ],
  metrics: {
    'http.requests': { name: 'http_requests_total', labels: HTTP_LABELS },
    'http.request.duration': { name: 'http_request_duration_seconds', labels: HTTP_LABELS },
    'http.requests.in_flight': { name: 'http_requests_in_flight', labels: { method: 'method' } },
    'http.requests.in_flight_by_route': {
      name: 'http_requests_in_flight_by_endpoint',
      labels: ENDPOINT_LABELS,
    },
    'http.client.request.duration': { seriesBudget: 300 },
    'http.request.size': { name: 'http_request_size_bytes', labels: ENDPOINT_LABELS },
    'http.response.size': { name: 'http_response_size_bytes', labels: ENDPOINT_LABELS },
    'http.errors': { name: 'http_errors_total', labels: ENDPOINT_LABELS },
    'http.connections.active': { name: 'http_connections_active' },
  },
  seriesBudget: SERIES_BUDGET,
  resource: { 'service.name': 'warehouse-hub' },
  spanAttributes: ['tenant_id', 'user_id', 'operation_type'],
  endpoints: [
    { method: 'GET', path: '/metrics', serves: 'metrics', contentType: PROMETHEUS_TEXT, access: 'open' },
  ],
  otlp: { protocol: 'grpc', endpoints: { development: 'http://localhost:4317' } },
  propagators: ['tracecontext', 'baggage'],
  sampling: { development: 1, production: 0.1 },
  logs: {
    keys: { timestamp: 'time', level: 'level', message: 'msg', traceId: 'trace_id', spanId: 'span_id' },
    levelCase: 'lower',
    lokiJob: 'warehouse-hub',
  },
  alertPacks: ['warehouse-hub'],
  requirements: warehouseHubRequirements,
};
