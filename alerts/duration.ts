/** A length of time in seconds. Rules keep durations as numbers until they are rendered, so that dividing is exact. */
export type Seconds = number;

export const SECOND: Seconds = 1;
export const MINUTE: Seconds = 60;
export const HOUR: Seconds = 3600;
export const DAY: Seconds = 86_400;

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;

/**
 * The duration as Prometheus and Alertmanager write it, e.g. `1h30m`, `250ms`, `0s`; to the millisecond.
 * @throws Error for a negative or non-finite number.
 */
export function promDuration(seconds: Seconds): string {
  if (!Number.isFinite(seconds) || seconds < 0) {
    throw new Error(`${seconds} is no duration: a number of seconds from 0 on is needed`);
  }
  let rest = Math.round(seconds * 1000);
  const parts = UNITS.flatMap(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count > 0 ? [`${count}${unit}`] : [];
  });
  return parts.length > 0 ? parts.join('') : '0s';
}
