import type { HostPort } from '../../model/address';
import { splitHostPort } from '../../model/address';
import { delivery, queueStorage } from './delivery';
import { redaction } from './redaction';
import { tailSampling } from './tail-sampling';
import type { CollectorAddresses, CollectorConfig, CollectorSettings } from './types';

export type * from './types';

/** Path of the health check; answers 200 while all pipelines run. */
export const COLLECTOR_HEALTH_PATH = '/health';

/** Resource attributes that identify a span metric's source: stable across restarts and instances of a service. */
const SPAN_METRICS_KEY = ['service.name', 'service.namespace', 'deployment.environment.name'];

/** Most series of span metrics a service; past it, further ones are summed up under one overflow series. */
const SPAN_METRICS_SERIES_LIMIT = 2000;

/** Boundaries as OpenTelemetry's HTTP conventions advise them, so that span and request metrics can be compared. */
const SPAN_METRICS_BUCKETS = [
  '5ms',
  '10ms',
  '25ms',
  '50ms',
  '75ms',
  '100ms',
  '250ms',
  '500ms',
  '750ms',
  '1s',
  '2500ms',
  '5s',
  '7500ms',
  '10s',
];

/** What every signal passes first: push back before memory runs out, then mask, then complete the resource. */
const INTAKE = ['memory_limiter', 'redaction', 'resource'];

/**
 * The collector's pipelines.
 *
 * Traces go through the intake once and then fork: span metrics are made from all spans that arrived, tail sampling
 * decides on what Tempo stores. Logs go to Loki's OTLP endpoint. Batches are built in the exporters' queues, so that
 * what waits is counted and retried as it is sent.
 */
export function collectorConfig(settings: CollectorSettings, addresses: CollectorAddresses): CollectorConfig {
  return {
    receivers: {
      otlp: {
        protocols: {
          grpc: { endpoint: addresses.otlpGrpc },
          http: { endpoint: addresses.otlpHttp },
        },
      },
    },
    processors: {
      memory_limiter: memoryLimiter(settings),
      redaction: redaction(),
      resource: {
        attributes: [{ key: 'deployment.environment.name', value: settings.environment, action: 'insert' }],
      },
      tail_sampling: tailSampling(settings.tailSampling),
    },
    connectors: {
      // Carries what passed the intake to the sampling pipeline, so that the intake runs once.
      'forward/sampling': {},
      span_metrics: {
        histogram: { unit: 's', explicit: { buckets: SPAN_METRICS_BUCKETS } },
        dimensions: [{ name: 'http.request.method' }, { name: 'http.route' }],
        // The target label `instance` tells collectors apart, and survives their restarts.
        exclude_dimensions: ['collector.instance.id'],
        exemplars: { enabled: true, max_per_data_point: 1 },
        metrics_flush_interval: settings.spanMetrics.flushInterval,
        metrics_expiration: settings.spanMetrics.expiration,
        resource_metrics_key_attributes: SPAN_METRICS_KEY,
        aggregation_cardinality_limit: SPAN_METRICS_SERIES_LIMIT,
      },
    },
    exporters: {
      'otlp_grpc/tempo': {
        endpoint: addresses.tempo,
        tls: { insecure: true },
        ...delivery(settings),
      },
      'otlp_http/loki': { endpoint: `${addresses.loki}/otlp`, ...delivery(settings) },
      // OpenMetrics is the format that carries exemplars.
      'prometheus/span_metrics': {
        endpoint: addresses.spanMetrics,
        enable_open_metrics: true,
        without_scope_info: true,
        metric_expiration: settings.spanMetrics.expiration,
      },
    },
    extensions: {
      health_check: { endpoint: addresses.health, path: COLLECTOR_HEALTH_PATH },
      ...queueStorage(settings),
    },
    service: {
      extensions: ['health_check', ...Object.keys(queueStorage(settings))],
      pipelines: {
        traces: {
          receivers: ['otlp'],
          processors: INTAKE,
          exporters: ['span_metrics', 'forward/sampling'],
        },
        'traces/sampled': {
          receivers: ['forward/sampling'],
          processors: ['tail_sampling'],
          exporters: ['otlp_grpc/tempo'],
        },
        logs: { receivers: ['otlp'], processors: INTAKE, exporters: ['otlp_http/loki'] },
        'metrics/spans': { receivers: ['span_metrics'], exporters: ['prometheus/span_metrics'] },
      },
      telemetry: { metrics: { level: 'normal', readers: [telemetryReader(addresses.telemetry)] } },
    },
  };
}

/** Pushes back before memory runs out. */
export function memoryLimiter({ memory }: CollectorSettings): object {
  return { check_interval: '1s', limit_mib: memory.limitMiB, spike_limit_mib: memory.spikeLimitMiB };
}

/** The collector's own metrics at an address. */
export function telemetryReader(address: HostPort): object {
  const { host, port } = splitHostPort(address);
  // Prometheus' naming convention, as for every other target: counters end in `_total`, names carry the unit.
  const naming = { without_type_suffix: false, without_units: false, without_scope_info: true };
  return { pull: { exporter: { prometheus: { host, port, ...naming } } } };
}

/** Command-line flags of the collector. */
export function collectorArgs(files: { readonly config: string }): string[] {
  return [`--config=file:${files.config}`];
}
