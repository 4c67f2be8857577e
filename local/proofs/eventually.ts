import { setTimeout as delay } from 'node:timers/promises';

/** What a proof waits for, and how long at most. */
export interface Patience {
  /** Named in the error when the time is over, e.g. `trace 4bf9… in Tempo`. */
  readonly what: string;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

const POLL_MS = 250;

/**
 * Polls until `attempt` returns something other than `undefined`, and returns it. A thrown error counts as
 * "not yet" and is named if the time runs out.
 * @throws Error when the time is over or the signal aborts
 */
export async function eventually<T>(
  attempt: () => Promise<T | undefined>,
  { what, timeoutMs, signal }: Patience,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  let last = '';
  for (;;) {
    signal?.throwIfAborted();
    try {
      const value = await attempt();
      if (value !== undefined) return value;
      last = '';
    } catch (error) {
      last = `; last error: ${error instanceof Error ? error.message : String(error)}`;
    }
    if (Date.now() > deadline) throw new Error(`waited ${timeoutMs / 1000} s for ${what}${last}`);
    await delay(POLL_MS, undefined, signal === undefined ? {} : { signal });
  }
}
