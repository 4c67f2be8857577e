import type { Preset } from '../contract';
import { DATA_PATH, gatewayzScrape } from './gatewayz-scrape';
import { JSON_TEXT, PROMETHEUS_TEXT } from './media-types';
import { OUTCOME_BY_STATUS_CODE } from './outcome';
import { gatewayzRequirements } from './requirements/gatewayz';
import { SERIES_BUDGET } from './series-budget';

const SERVICE = 'gatewayz-api';

/** The Grafana community dashboard 16110 selects every series by this label. */
const APP = { app_name: SERVICE } as const;
/** Label names of that dashboard. */
const PATH_LABELS = { method: 'method', route: 'path' } as const;

const DURATION_BUCKETS = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2.5, 5, 10] as const;
const SIZE_BUCKETS = [100, 1_000, 10_000, 100_000, 1_000_000] as const;
const BREAKER_LABELS = { service: 'provider', component: 'model' } as const;

/**
 * Gatewayz: an LLM gateway in front of many providers.
 * - The same requests are wanted under two families of names: `http_*`, and `fastapi_*` for dashboard 16110.
 * - `provider_response_time` is in seconds although its name has no unit.
 * - `health_score` and `error_rate` have no prefix; `provider_availability` is in percent, `error_rate` a ratio.
 * - What the data endpoint serves is not on `/metrics` as well, else two jobs would store it twice.
 */
export const gatewayz: Preset = {
  name: 'gatewayz',
  packs: [
    'http',
    'http-traffic',
    'llm',
    'provider',
    'circuit-breaker',
    'runtime',
    'export',
    'self',
    'stack',
    'alert-operations',
  ],
  metrics: {
    'http.requests': {
      name: 'http_requests_total',
      labels: { method: 'method', route: 'endpoint', status_code: 'status_code' },
      omit: ['outcome'],
      implied: OUTCOME_BY_STATUS_CODE,
      seriesBudget: 1000,
      alsoAs: [
        {
          name: 'fastapi_requests_total',
          labels: PATH_LABELS,
          omit: ['status_code', 'outcome'],
          constantLabels: APP,
        },
        {
          name: 'fastapi_responses_total',
          labels: { ...PATH_LABELS, status_code: 'status_code' },
          omit: ['outcome'],
          constantLabels: APP,
        },
      ],
    },
    'http.request.duration': {
      name: 'http_request_duration_seconds',
      labels: { method: 'method', route: 'endpoint' },
      omit: ['status_code'],
      buckets: DURATION_BUCKETS,
      seriesBudget: 400,
      alsoAs: [
        {
          name: 'fastapi_requests_duration_seconds',
          labels: PATH_LABELS,
          omit: ['status_code'],
          constantLabels: APP,
          buckets: DURATION_BUCKETS,
        },
      ],
    },
    'http.request.size': {
      name: 'fastapi_request_size_bytes',
      labels: PATH_LABELS,
      constantLabels: APP,
      buckets: SIZE_BUCKETS,
    },
    'http.response.size': {
      name: 'fastapi_response_size_bytes',
      labels: PATH_LABELS,
      constantLabels: APP,
      buckets: SIZE_BUCKETS,
    },
    'http.requests.in_flight_by_route': {
      name: 'fastapi_requests_in_progress',
      labels: PATH_LABELS,
      constantLabels: APP,
    },
    'http.errors': {
      name: 'fastapi_exceptions_total',
      labels: { ...PATH_LABELS, error_type: 'exception_type' },
      constantLabels: APP,
    },
    'http.client.request.duration': { seriesBudget: 300 },
    'self.info': {
      alsoAs: [
        {
          name: 'fastapi_app_info',
          omit: ['version', 'preset', 'node_version'],
          constantLabels: APP,
        },
      ],
    },
    'llm.attempts': { name: 'model_inference_requests_total' },
    'llm.attempt.duration': {
      name: 'model_inference_duration_seconds',
      buckets: [0.1, 0.5, 1, 2.5, 5, 10, 25, 60, 120, 300],
    },
    'llm.tokens': { name: 'tokens_used_total' },
    'provider.health.score': { name: 'health_score' },
    'provider.availability': { name: 'provider_availability' },
    'provider.error_ratio': { name: 'error_rate' },
    'provider.response.time': {
      name: 'provider_response_time',
      buckets: [0.1, 0.5, 1, 2.5, 5, 10, 30, 60],
    },
    'breaker.state': {
      name: 'circuit_breaker_state',
      labels: BREAKER_LABELS,
      labelValues: { state: { closed: 'CLOSED', open: 'OPEN', half_open: 'HALF_OPEN' } },
    },
    'breaker.transitions': {
      labels: BREAKER_LABELS,
      labelValues: {
        from: { closed: 'CLOSED', open: 'OPEN', half_open: 'HALF_OPEN' },
        to: { closed: 'CLOSED', open: 'OPEN', half_open: 'HALF_OPEN' },
      },
    },
    'breaker.failures': { labels: BREAKER_LABELS },
    'breaker.requests': { labels: { service: 'provider' } },
    'breaker.failure_ratio': { labels: { service: 'provider' } },
  },
  seriesBudget: SERIES_BUDGET,
  resource: {
    'service.name': SERVICE,
    'service.version': '2.0.3',
    'deployment.environment': 'production',
  },
  endpoints: [
    {
      method: 'GET',
      path: '/metrics',
      serves: 'metrics',
      contentType: PROMETHEUS_TEXT,
      access: 'open',
      anyOrigin: true,
    },
    {
      method: 'GET',
      path: DATA_PATH,
      serves: 'metrics',
      only: ['provider.health.score', 'breaker.state', 'provider.error_ratio', 'provider.availability'],
      contentType: PROMETHEUS_TEXT,
      access: 'open',
    },
    {
      method: 'GET',
      path: '/api/monitoring/stats/realtime',
      serves: 'realtime-stats',
      contentType: JSON_TEXT,
      access: 'open',
    },
  ],
  scrape: gatewayzScrape,
  otlp: {
    protocol: 'http/protobuf',
    endpoints: { development: 'http://localhost:4318', production: 'https://tempo.up.railway.app' },
  },
  propagators: ['tracecontext', 'baggage', 'b3', 'b3multi'],
  sampling: { development: 1, staging: 1, production: 1 },
  logs: {
    keys: {
      timestamp: 'timestamp',
      level: 'level',
      message: 'message',
      traceId: 'trace_id',
      spanId: 'span_id',
    },
    levelCase: 'upper',
    lokiJob: SERVICE,
  },
  alertPacks: ['gatewayz'],
  requirements: gatewayzRequirements,
};
