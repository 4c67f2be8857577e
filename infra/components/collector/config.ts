import type { HostPort } from '../../model/address';
import { splitHostPort } from '../../model/address';
import { redaction } from './redaction';

/** What the collector's configuration takes from the stack configuration. */
export interface CollectorSettings {
  /** Value of `deployment.environment.name` for telemetry that came without one. */
  readonly environment: string;
  /** Memory at which the collector refuses data (retryable), and the room below it in which it already pushes back. */
  readonly memory: { readonly limitMiB: number; readonly spikeLimitMiB: number };
  readonly tailSampling: TailSampling;
  readonly spanMetrics: {
    /** How often span metrics are recomputed for the scrape, e.g. `15s`. */
    readonly flushInterval: string;
    /** Series without a new span for this long are dropped; without it they would stay for ever. */
    readonly expiration: string;
  };
  readonly queue: {
    /** Most spans or log records that wait for one backend. */
    readonly items: number;
    /** How long a batch is retried before it is given up, e.g. `5m`; `0s` is for ever. */
    readonly maxElapsed: string;
  };
  /** Longest wait for an export batch to fill. */
  readonly batch: { readonly timeout: string };
}

/** Which traces are kept. Errors and slow traces always, of the rest a share. */
export interface TailSampling {
  /** Time from a trace's first span to the decision, e.g. `10s`. Spans that come later follow the decision. */
  readonly decisionWait: string;
  /** Most traces held while they wait. Must exceed new traces per second times the wait. */
  readonly maxTraces: number;
  /** A trace at least this long is kept. */
  readonly slowMs: number;
  /** Share of all other traces that is kept, 0..100. */
  readonly keepPercent: number;
}

/** Where the collector listens, and what it sends to. */
export interface CollectorAddresses {
  readonly otlpGrpc: HostPort;
  readonly otlpHttp: HostPort;
  /** Span metrics as Prometheus text at `/metrics`. */
  readonly spanMetrics: HostPort;
  /** The collector's own metrics as Prometheus text at `/metrics`. */
  readonly telemetry: HostPort;
  /** Liveness at {@link COLLECTOR_HEALTH_PATH}. */
  readonly health: HostPort;
  /** Tempo's OTLP/gRPC receiver. */
  readonly tempo: HostPort;
  /** Loki's base URL, e.g. `http://127.0.0.1:3100`. */
  readonly loki: string;
}

/** The collector's configuration file as data. Component names are those of the collector since 0.144. */
export interface CollectorConfig {
  readonly receivers: Readonly<Record<string, object>>;
  readonly processors: Readonly<Record<string, object>>;
  readonly connectors: Readonly<Record<string, object>>;
  readonly exporters: Readonly<Record<string, object>>;
  readonly extensions: Readonly<Record<string, object>>;
  readonly service: {
    readonly extensions: readonly string[];
    readonly pipelines: Readonly<Record<string, Pipeline>>;
    readonly telemetry: object;
  };
}

export interface Pipeline {
  readonly receivers: readonly string[];
  readonly processors?: readonly string[];
  readonly exporters: readonly string[];
}

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
      memory_limiter: {
        check_interval: '1s',
        limit_mib: settings.memory.limitMiB,
        spike_limit_mib: settings.memory.spikeLimitMiB,
      },
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
    extensions: { health_check: { endpoint: addresses.health, path: COLLECTOR_HEALTH_PATH } },
    service: {
      extensions: ['health_check'],
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

function tailSampling(sampling: TailSampling): object {
  return {
    decision_wait: sampling.decisionWait,
    num_traces: sampling.maxTraces,
    // Late spans of a decided trace follow the decision from these caches instead of making a trace of their own.
    decision_cache: {
      sampled_cache_size: sampling.maxTraces * DECISIONS_PER_TRACE_SLOT,
      non_sampled_cache_size: sampling.maxTraces * DECISIONS_PER_TRACE_SLOT,
    },
    policies: [
      { name: 'errors', type: 'status_code', status_code: { status_codes: ['ERROR'] } },
      { name: 'slow', type: 'latency', latency: { threshold_ms: sampling.slowMs } },
      {
        name: 'share',
        type: 'probabilistic',
        probabilistic: { sampling_percentage: sampling.keepPercent },
      },
    ],
  };
}

/** A decision is remembered for about this many times the decision wait; an entry is 16 bytes of trace id and little else. */
const DECISIONS_PER_TRACE_SLOT = 10;

/** Items of one export call: far below the 4 MiB that gRPC servers accept by default, also at 1 KiB a span. */
const BATCH_ITEMS = 2048;

function delivery(settings: CollectorSettings): object {
  return {
    sending_queue: {
      enabled: true,
      sizer: 'items',
      queue_size: settings.queue.items,
      batch: { flush_timeout: settings.batch.timeout, min_size: BATCH_ITEMS, max_size: BATCH_ITEMS },
    },
    retry_on_failure: { enabled: true, max_elapsed_time: settings.queue.maxElapsed },
  };
}

function telemetryReader(address: HostPort): object {
  const { host, port } = splitHostPort(address);
  // Prometheus' naming convention, as for every other target: counters end in `_total`, names carry the unit.
  const naming = { without_type_suffix: false, without_units: false, without_scope_info: true };
  return { pull: { exporter: { prometheus: { host, port, ...naming } } } };
}

/** Command-line flags of the collector. */
export function collectorArgs(files: { readonly config: string }): string[] {
  return [`--config=file:${files.config}`];
}
