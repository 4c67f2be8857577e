/** First pause after a failed call. The collector's own exporters begin at 5 s; a gateway's queue is shorter lived. */
export const INITIAL_BACKOFF_MS = 500;
/** Longest pause: how late, at most, a collector that came back is noticed. */
export const MAX_BACKOFF_MS = 5_000;
/** A flush has little time, so it asks more often. */
export const FLUSH_BACKOFF_MS = 250;

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
