import type { HostPort } from '../../model/address';

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
    /** Folder for queues that outlive the process; undefined: they are kept in memory. */
    readonly directory?: string;
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
  /** Liveness at `COLLECTOR_HEALTH_PATH`. */
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
