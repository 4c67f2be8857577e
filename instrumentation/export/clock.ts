import { performance } from 'node:perf_hooks';

/** Time as the export sees it; tests put their own in its place and never wait. */
export interface Clock {
  /** Milliseconds of a monotonic clock. */
  now(): number;
  /** Unix time in seconds. */
  unixSeconds(): number;
  /** Calls `run` once after `ms` and returns a function that cancels the call. Never keeps the process alive. */
  after(ms: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  unixSeconds: () => Date.now() / 1000,
  after(ms, run) {
    const timer = setTimeout(run, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
