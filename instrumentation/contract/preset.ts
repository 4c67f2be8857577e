import type { MetricBinding } from './binding';
import type { MetricId, PackName } from './contract';
import { GATEWAY_JOB } from './target';

/** A preset: which packs are on, under which names their metrics are exposed, and what surrounds them. Pure data. */
export interface Preset extends PresetProfile {
  readonly name: string;
  readonly packs: readonly PackName[];
  readonly metrics: { readonly [I in MetricId]?: MetricBinding<I> };
}

/** What a preset fixes beside metrics. What it leaves out stays at Gatewatch's own defaults. */
export interface PresetProfile {
  /** Most series that one process may expose when every label is at its cap. */
  readonly seriesBudget?: number;
  /** Resource attributes of traces and logs, unless the environment sets them. */
  readonly resource?: Readonly<Record<string, string>>;
  /** Business attributes that spans carry where the request has them. */
  readonly spanAttributes?: readonly string[];
  /** Endpoints on the gateway's own server. Those of the admin port stay as they are. */
  readonly endpoints?: readonly PresetEndpoint[];
  readonly scrape?: PresetScrape;
  readonly otlp?: PresetOtlp;
  /** Formats of trace context that are read and written, the first one winning a conflict. */
  readonly propagators?: readonly Propagator[];
  /** Share of root requests that are traced, 0..1, by environment. */
  readonly sampling?: Readonly<Partial<Record<Environment, number>>>;
  readonly logs?: PresetLogs;
  /** Packs of alert rules that are this system's own, by name; those for every gateway need no mention. */
  readonly alertPacks?: readonly string[];
  /** Which metric answers a requirement, by the id of the requirement in docs/requirements. */
  readonly requirements?: Readonly<Record<string, MetricId>>;
}

export type Environment = 'development' | 'staging' | 'production';
export type Propagator = 'tracecontext' | 'baggage' | 'b3' | 'b3multi' | 'jaeger';

/** Prometheus duration, e.g. `15s`. */
export type Duration = `${number}${'ms' | 's' | 'm' | 'h' | 'd'}`;

interface EndpointBase {
  readonly method: 'GET' | 'POST';
  /** Path with `{name}` for its parameters. */
  readonly path: string;
  /** Content type of an answer with status 200; of metrics, that of the text format, unless OpenMetrics is asked for. */
  readonly contentType: string;
  /** `open`: for everybody who reaches the server; `token`: only with the admin token. */
  readonly access: 'open' | 'token';
}

/** The metrics in the Prometheus text format: all that are served nowhere else, or only those named. */
export interface MetricsEndpoint extends EndpointBase {
  readonly serves: 'metrics';
  readonly only?: readonly MetricId[];
  /** True if web pages of any origin may read it (CORS). */
  readonly anyOrigin?: boolean;
}

/** What the other endpoints serve; each has one implementation, whatever its path. */
export type EndpointContent =
  | 'metrics-summary'
  | 'realtime-stats'
  | 'trace-context'
  | 'trace-flush'
  | 'debug-trace-context'
  | 'alerts'
  | 'alert-stats'
  | 'alert-acknowledge'
  | 'alert-suppress'
  | 'test-alert'
  | 'observability';

export interface ContentEndpoint extends EndpointBase {
  readonly serves: EndpointContent;
}

export type PresetEndpoint = MetricsEndpoint | ContentEndpoint;

/** One scrape job. */
export interface ScrapeJob {
  readonly name: string;
  /** What stands behind the target. */
  readonly scrapes: 'gateway' | 'prometheus' | 'mimir' | 'redis-exporter' | 'health-exporter';
  /** Host and port as the system names them; a stack puts its own in their place. */
  readonly target: string;
  readonly path: string;
  readonly interval: Duration;
  /** Labels that the job puts on every series of the target. */
  readonly labels?: Readonly<Record<string, string>>;
}

export interface PresetScrape {
  readonly interval: Duration;
  readonly evaluationInterval?: Duration;
  /** Labels on everything that leaves Prometheus: alerts, remote write. */
  readonly externalLabels?: Readonly<Record<string, string>>;
  /**
   * True where a metric has a label of the name of a target label (`service`, say): without it Prometheus would rename
   * the metric's own label to `exported_service`.
   */
  readonly honorLabels?: boolean;
  readonly jobs: readonly ScrapeJob[];
}

export interface PresetOtlp {
  readonly protocol: 'grpc' | 'http/protobuf';
  /** Base URL of the receiver by environment. */
  readonly endpoints: Readonly<Partial<Record<Environment, string>>>;
}

/**
 * Keys of the JSON log lines, and the Loki label that finds them. Time, level and message are written by the gateway's
 * own logger, which has to be set up so; the ids by the preload.
 */
export interface PresetLogs {
  readonly keys: Readonly<Record<'timestamp' | 'level' | 'message' | 'traceId' | 'spanId', string>>;
  readonly levelCase: 'upper' | 'lower';
  /** Value of the Loki label `job`: a resource attribute of the log records that are exported. */
  readonly lokiJob: string;
}

/** Scrape jobs whose targets are gateways; rules and boards select them by the label `job`. */
export function gatewayJobs(preset: Preset): readonly string[] {
  const jobs = preset.scrape?.jobs.filter(({ scrapes }) => scrapes === 'gateway') ?? [];
  return jobs.length === 0 ? [GATEWAY_JOB] : jobs.map(({ name }) => name);
}
