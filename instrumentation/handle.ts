import type { HealthSnapshot } from './health/snapshot';
import type { Recorder } from './metrics/recorder';
import type { Sources } from './sources/sources';
import type { JobContexts } from './tracing/job-context';
import type { CurrentRequest } from './tracing/request';

/** The running preload, as `index.ts` offers it to the gateway's own code. */
export interface Gatewatch {
  health(): HealthSnapshot;
  metrics(): Promise<string>;
  flush(deadlineMs?: number): Promise<void>;
  /** The request at hand. */
  readonly request: CurrentRequest;
  /** Hands the context of a request on to jobs; undefined while tracing is off. */
  readonly jobs: JobContexts | undefined;
  /** Metrics of the contract. */
  readonly recorder: Recorder;
  /** What is read at each scrape. */
  readonly sources: Sources;
  /** What stands on spans in place of the id of a user. */
  pseudonym(userId: string): string;
}

/** Where the preload hangs; any copy of the package finds it there, and none starts a second one. */
const ANCHOR = Symbol.for('gatewatch.preload.v1');
type Anchored = { [ANCHOR]?: { readonly running: Gatewatch | undefined } };

/** Runs `start` if no copy of the package has done so in this process. */
export function startOnce(start: () => Gatewatch | undefined): void {
  const anchored = globalThis as Anchored;
  if (anchored[ANCHOR] !== undefined) return;
  // Taken before the start, so that a start that fails is not repeated.
  anchored[ANCHOR] = { running: undefined };
  anchored[ANCHOR] = { running: start() };
}

/** The running preload; undefined if it was not loaded, stands aside, or has failed. */
export function running(): Gatewatch | undefined {
  return (globalThis as Anchored)[ANCHOR]?.running;
}
