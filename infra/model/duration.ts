/** Units of a duration by suffix, largest first, in milliseconds. */
const UNITS = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 } as const;

/** A duration as Prometheus writes it: each unit at most once, largest first, e.g. `1h30m`. */
export const DURATION = /^(?=.)(\d+w)?(\d+d)?(\d+h)?(\d+m(?!s))?(\d+s)?(\d+ms)?$/;

/**
 * Seconds of a duration such as `15s`, `1h30m` or `15d`.
 * @throws Error if the text is not a duration
 */
export function durationSeconds(text: string): number {
  if (!DURATION.test(text)) {
    throw new Error(`"${text}" is not a duration; write e.g. 15s, 5m, 1h30m or 15d`);
  }
  const parts = text.matchAll(/(\d+)(ms|[wdhms])/g);
  let milliseconds = 0;
  for (const [, count, unit] of parts) milliseconds += Number(count) * UNITS[unit as keyof typeof UNITS];
  return milliseconds / 1000;
}

/** The same duration in whole hours, e.g. `360h`, for binaries whose parser knows no days; at least `1h`. */
export function inHours(text: string): string {
  return `${Math.max(1, Math.round(durationSeconds(text) / 3600))}h`;
}
