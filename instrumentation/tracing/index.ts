import type { TracerProvider } from '@opentelemetry/api';
import type { Config } from '../config/types';
import { type Balance, EMPTY_BALANCE } from '../export/ledger';
import type { Surrendered } from '../export';
import type { HealthReporter } from '../health/reporter';
import {
  type ClientObserver,
  noClientObserver,
  noServerObserver,
  type ServerObserver,
} from '../http/observer';
import type { Log } from '../log/log';
import type { Recorder } from '../metrics/recorder';
import { type CurrentRequest, noRequest } from './request';
import type { TraceContext } from './inspect';
import type { JobContexts } from './job-context';
import type * as Provider from './provider';
import type { SamplingControl, SharedPolicy } from './sampling/control';

export type { TraceContext } from './inspect';
export type { SamplingControl, SharedPolicy } from './sampling/control';

export interface TracingOptions {
  readonly config: Config;
  readonly recorder: Recorder;
  readonly health: HealthReporter;
  readonly log: Log;
}

/** Traces of this process. */
export interface Tracing {
  /** What the HTTP server hook calls. */
  readonly server: ServerObserver;
  /** What the HTTP client hook calls. */
  readonly client: ClientObserver;
  /** The request at hand, for the gateway's own code. */
  readonly request: CurrentRequest;
  /** Hands the context of a request on to jobs; undefined while tracing is off. */
  readonly jobs?: JobContexts;
  /** The trace context of the code that calls; undefined outside a trace. */
  readonly inspect: () => TraceContext | undefined;
  /** Makes spans for whatever else the gateway calls; undefined while tracing is off. */
  readonly tracers?: TracerProvider;
  /** Reads and changes the sampling of this gateway; undefined while tracing is off. */
  readonly sampling?: SamplingControl & SharedPolicy;
  /** Where every span went so far. */
  balance(): Balance;
  /** Resolves when the spans that ended before are settled, or after `deadlineMs`. Never rejects. */
  flush(deadlineMs: number): Promise<void>;
  /** From now on spans are sent as they end: the process may end at any moment. */
  hurry(): void;
  /** Flushes for at most `deadlineMs`, then drops and counts what is left and what still comes. */
  shutdown(deadlineMs: number): Promise<void>;
  /** Everything that waits, for somebody else to send at the very end; nothing more is taken. */
  surrender(): readonly Surrendered[];
  /** Writes to disk what still waits, if that is configured; nothing more is taken. Does not wait. */
  keep(): void;
}

const noTracing: Tracing = {
  server: noServerObserver,
  client: noClientObserver,
  request: noRequest,
  inspect: () => undefined,
  balance: () => EMPTY_BALANCE,
  flush: () => Promise.resolve(),
  hurry: () => undefined,
  shutdown: () => Promise.resolve(),
  surrender: () => [],
  keep: () => undefined,
};

/** Starts tracing; while it is off in the configuration, the SDK is not even loaded. */
export function createTracing(options: TracingOptions): Tracing {
  if (!options.config.traces.enabled) return noTracing;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the SDK costs a third of the start-up budget
  const { sdkTracing } = require('./provider') as typeof Provider;
  return sdkTracing(options);
}
