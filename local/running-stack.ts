import type { AlertGroup } from '../alerts';
import type { Board } from '../dashboards';
import type { Addresses, Example } from '../examples/frame';
import type { Binding, Preset } from '../instrumentation/contract';

/** One call that Alertmanager made to the webhook receiver. */
export interface WebhookDelivery {
  /** Unix time in milliseconds. */
  readonly at: number;
  readonly receiver: string;
  readonly status: 'firing' | 'resolved';
  readonly alerts: readonly {
    readonly status: 'firing' | 'resolved';
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
    readonly fingerprint: string;
  }[];
}

/** What the upstream of the example does on request: the fault acts from outside the gateway. */
export interface UpstreamFault {
  /** Share of requests answered with 503, 0..1. */
  readonly errorRatio: number;
  /** Added latency in milliseconds. */
  readonly latencyMs: number;
}

/** A stack that runs on this machine, every part healthy. All URLs are `http://127.0.0.1:PORT` without a trailing slash. */
export interface RunningStack {
  readonly endpoints: {
    readonly prometheus: string;
    readonly alertmanager: string;
    readonly tempo: string;
    readonly loki: string;
    /** The HTTP API of what Prometheus remote-writes to, if the example has it. */
    readonly remoteStorage: string | undefined;
    /** Where the collector takes OTLP over HTTP. */
    readonly otlpHttp: string;
    /** The collector's own metrics, `/metrics` included. */
    readonly collectorMetrics: string;
    readonly gateway: string;
    readonly gatewayAdmin: string;
    /** Control port of the traffic generator (`GET /ledger`, `POST /rate`), if there is traffic. */
    readonly traffic: string | undefined;
    readonly grafana: string | undefined;
  };
  /** `service` label and `service.name` of the example's gateway. */
  readonly services: { readonly gateway: string };
  readonly preset: Preset;
  readonly example: Example;
  /** Where the example's processes are. */
  readonly at: Addresses;
  /** Scrape jobs that the gateways come under. */
  readonly gatewayJobs: readonly string[];
  /** File with the admin token of the gateways, where the preset's endpoints ask for it. */
  readonly adminToken: string | undefined;
  readonly scrapeIntervalSeconds: number;
  /** The metrics as they are exposed in this run. */
  readonly binding: Binding;
  /** The rules as Prometheus loaded them (durations already divided). */
  readonly alertGroups: readonly AlertGroup[];
  readonly boards: readonly Board[];
  readonly webhook: { received(): readonly WebhookDelivery[] };
  /** Lets the example's upstream fail. @throws Error if the example has none that does */
  setFault(fault: UpstreamFault): Promise<void>;
  clearFault(): Promise<void>;
  /** Requests a second of the traffic generator from now on. */
  setRate(perSecond: number): Promise<void>;
  /**
   * Stops a part and starts it again; resolves when it is ready.
   * @param onDown called while it is down, with the Unix time in seconds
   */
  restart(part: string, signal: 'SIGTERM' | 'SIGKILL', onDown: (at: number) => void): Promise<void>;
  /** Stops a part and leaves it down until {@link resume}. */
  halt(part: string, signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Starts a part that was halted; resolves when it is ready. */
  resume(part: string): Promise<void>;
  /** Folder with every generated configuration and a log file for each part. */
  readonly directory: string;
  /** Process ids by part as they are now, for memory figures and for tests that look for left-overs. */
  readonly pids: Readonly<Record<string, number>>;
  /** Stops every part in reverse order of its start. A second call waits for the first. */
  stop(): Promise<void>;
}
