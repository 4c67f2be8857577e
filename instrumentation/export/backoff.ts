/** First pause after a failed call. The collector's own exporters begin at 5 s; a gateway's queue is shorter lived. */
export const INITIAL_BACKOFF_MS = 500;
/** Longest pause: how late, at most, a collector that came back is noticed. */
export const MAX_BACKOFF_MS = 5_000;
/** A flush has little time, so it asks more often. */
export const FLUSH_BACKOFF_MS = 250;
/** Longest wait that a collector can ask for: a slip in its configuration must not end the export for a day. */
export const MAX_RETRY_AFTER_MS = 300_000;
/** Share by which a wait that the collector asked for is lengthened at most, so that its clients do not come in step. */
const RETRY_AFTER_JITTER = 0.1;

/**
 * Pause in milliseconds before the next attempt: exponential with jitter between half and all of the step, so that
 * many gateways that lost one collector do not come back in step.
 * @param failures failed attempts so far, 1 or more
 * @param random a number in [0, 1)
 */
export function backoffMs(failures: number, random: number): number {
  const step = Math.min(MAX_BACKOFF_MS, INITIAL_BACKOFF_MS * 2 ** (failures - 1));
  return step * (0.5 + random / 2);
}

export interface Attempt {
  /** Failed attempts in a row so far, 1 or more. */
  readonly failures: number;
  /** A number in [0, 1). */
  readonly random: number;
  /** Wait that the collector asked for; undefined if it did not. */
  readonly retryAfterMs: number | undefined;
  /** Somebody waits for a flush, and the circuit is closed. */
  readonly flushing: boolean;
  /** The process ends after so many milliseconds; undefined while it goes on. */
  readonly endsInMs: number | undefined;
}

/**
 * Pause in milliseconds before the next attempt. What the collector asked for wins, except when the process would
 * end meanwhile: then one more attempt is all that is left.
 */
export function pauseMs({ failures, random, retryAfterMs, flushing, endsInMs }: Attempt): number {
  const asked = retryAfterMs === undefined || retryAfterMs <= 0 ? undefined : retryAfterMs;
  if (endsInMs !== undefined) {
    const fits = asked !== undefined && asked + FLUSH_BACKOFF_MS < endsInMs;
    return fits ? asked : FLUSH_BACKOFF_MS;
  }
  if (asked !== undefined) return Math.min(asked, MAX_RETRY_AFTER_MS) * (1 + random * RETRY_AFTER_JITTER);
  const pause = backoffMs(failures, random);
  return flushing ? Math.min(pause, FLUSH_BACKOFF_MS) : pause;
}
