import type { Preset } from '../contract';
import { OUTCOME_BY_STATUS_CODE } from './outcome';
import { eucoraRequirements } from './requirements/eucora';
import { SERIES_BUDGET } from './series-budget';

const SERVICE = 'eucora-control-plane';
const METRICS_PATH = '/api/v1/metrics/';
const HTTP_LABELS = { method: 'method', route: 'endpoint', status_code: 'status' } as const;
const BREAKER_LABELS = { component: 'connector_type' } as const;

/**
 * Eucora: a control plane that rolls out software ring by ring.
 * - Labels are named as the parameters of its record functions (`app_name`, `connector_type`, `task_name`); only the
 *   status code of a request is the label `status`.
 * - `circuit_breaker_failures` is a counter without a suffix; it is exposed with `_total`, as every counter is.
 * - `circuit_breaker_state` is a number (0, 1, 2), which no rule can sum; rules read the state set beside it.
 * - Breakers have a label `service`, and so does every target: the scrape keeps the metric's own.
 * - The content type of its metrics names version 1.0.0 of the text format, which does not exist (0.0.4 does).
 *   Prometheus goes by the media type alone.
 */
export const eucora: Preset = {
  name: 'eucora',
  packs: [
    'http',
    'deployment',
    'circuit-breaker',
    'tasks',
    'database',
    'connector',
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
      buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    },
    'http.client.request.duration': { seriesBudget: 300 },
    'deployment.completed': { name: 'deployment_total' },
    'deployment.risk_score': { name: 'risk_score_distribution' },
    'ring.promotions': { name: 'ring_promotion_total' },
    'promotion.gate.success_ratio': { name: 'promotion_gate_success_rate' },
    'breaker.state': {
      labels: BREAKER_LABELS,
      alsoAs: [
        {
          name: 'circuit_breaker_state',
          labels: BREAKER_LABELS,
          asNumber: { label: 'state', values: { closed: 0, open: 1, half_open: 2 } },
        },
      ],
    },
    'breaker.transitions': { labels: BREAKER_LABELS },
    'breaker.failures': { labels: BREAKER_LABELS },
    'task.duration': { name: 'celery_task_duration_seconds' },
    'task.retries': { name: 'celery_task_retries_total' },
    'task.failures': { name: 'celery_task_failures_total' },
    'task.queue.length': { name: 'celery_queue_length' },
    'task.queue.oldest': { name: 'celery_queue_oldest_seconds' },
    'db.pool.size': { omit: ['pool'] },
  },
  seriesBudget: SERIES_BUDGET,
  resource: { 'service.name': SERVICE, 'deployment.environment': 'development' },
  endpoints: [
    {
      method: 'GET',
      path: METRICS_PATH,
      serves: 'metrics',
      contentType: 'text/plain; version=1.0.0; charset=utf-8',
      access: 'open',
    },
  ],
  scrape: {
    interval: '15s',
    evaluationInterval: '30s',
    externalLabels: { cluster: 'eucora-dev', environment: 'development' },
    honorLabels: true,
    jobs: [
      {
        name: 'eucora-control-plane',
        scrapes: 'gateway',
        target: 'eucora-api:8000',
        path: METRICS_PATH,
        interval: '15s',
        labels: { cluster: 'eucora-dev', environment: 'development', service: SERVICE },
      },
      {
        name: 'prometheus',
        scrapes: 'prometheus',
        target: 'localhost:9090',
        path: '/metrics',
        interval: '30s',
      },
    ],
  },
  otlp: { protocol: 'grpc', endpoints: { development: 'http://localhost:4317' } },
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
  alertPacks: ['eucora.traffic', 'eucora.deployments', 'eucora.work'],
  requirements: eucoraRequirements,
};
