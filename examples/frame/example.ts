import type { MetricId } from '../../instrumentation/contract';
import type { LedgerCheck } from './ledger-check';
import type { Ledgers } from './ledgers';
import type { Step } from './steps';

/** What `npm start -- --preset NAME` runs around its stack, and what `--check` holds Prometheus against. Pure data and functions. */
export interface Example {
  /** Name of the preset, which is also `GATEWATCH_PRESET` of every process that is preloaded. */
  readonly preset: string;
  /** Folder below `examples/`. */
  readonly folder: string;
  /** Servers that the run starts on free ports, from programs that are installed on this machine. */
  readonly services?: readonly ServiceName[];
  /** Processes to start; one of them has the name `gateway`. */
  readonly processes: readonly ExampleProcess[];
  /** Process or service behind each scrape job of the preset whose target is no gateway, by the name of the job. */
  readonly scraped?: Readonly<Record<string, string>>;
  /** A request that goes all the way, for the proofs of traces and logs. */
  readonly probe: Probe;
  /** Process that takes `POST /fault {"errorRatio": 0..1, "latencyMs": 0..}` and `DELETE /fault`: the alert is proven with it. */
  readonly fault?: string;
  /** Script whose export `MIX` is what the traffic generator sends, relative to the folder. */
  readonly traffic: string;
  /** What the client does, in order, before any other traffic. It has to exercise every metric of the preset. */
  readonly scenario: readonly Step[];
  /** What Prometheus has to show after the scenario, from what the client and the stubs wrote down. */
  readonly ledgerChecks: (ledgers: Ledgers) => readonly LedgerCheck[];
  /** Counters that move and that neither the client nor a stub can know, each with the reason, which a check prints. */
  readonly withoutLedger?: Readonly<Partial<Record<MetricId, string>>>;
}

/**
 * Servers that an example may ask for; each is a part and a port of that name. `remote-write-receiver` is a Prometheus
 * that takes remote writes.
 */
export type ServiceName = 'redis' | 'postgres' | 'redis-exporter' | 'remote-write-receiver';

/** One process. It gets `PORT`, the port that {@link Addresses.port} gives for its name, and listens on 127.0.0.1. */
export interface ExampleProcess {
  /** Unique in the example; also the name of its port, of its log file, and in the progress of a run. */
  readonly name: string;
  /** What it is, for the list of ports in `--help`. */
  readonly about: string;
  /** A Node.js script relative to the example's folder, or a program on PATH. */
  readonly run:
    | { readonly script: string; readonly nodeArguments?: readonly string[] }
    | { readonly program: string; readonly arguments: (at: Addresses) => readonly string[] };
  /** Set for processes that run under the preload; each gets a further port `NAME-admin`. */
  readonly preload?: Preload;
  readonly env?: (at: Addresses) => Readonly<Record<string, string>>;
  /** Processes and services that must be ready before. */
  readonly needs?: readonly string[];
  /** Path that answers with 2xx on its port once it is ready. Default: as soon as the port takes connections. */
  readonly readyPath?: string;
  /** Path that answers with what the process wrote down, as JSON; {@link Ledgers.stub} gives it to the checks. */
  readonly ledgerPath?: string;
}

export interface Preload {
  /** `service.name` and the label `service`. Default: what the preset fixes. */
  readonly service?: string;
  /**
   * Where it says that it runs, as the label `environment` and as a resource attribute, for presets with a scrape job for
   * each environment. Default: that of the stack.
   */
  readonly environment?: string;
}

/** Where the parts of a run listen. Every name is that of a process, `NAME-admin`, or a service. */
export interface Addresses {
  port(name: string): number;
  /** `http://127.0.0.1:PORT` */
  url(name: string): string;
  /** `redis://…` or `postgres://…` of a service of the example. */
  serviceUrl(name: 'redis' | 'postgres'): string;
}

export interface Probe {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** `service.name` of those behind the gateway whose spans the trace must have. */
  readonly through: readonly string[];
}

/** Name of the process that every example has. */
export const GATEWAY = 'gateway';
