const SECONDS = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86400, w: 604800 } as const;

/** A Prometheus duration of one unit, e.g. `15s`. */
export type Duration = string;

/**
 * The duration in seconds.
 * @throws Error if the text is no number with one of the units ms, s, m, h, d, w
 */
export function seconds(duration: Duration): number {
  const [, amount, unit] = /^(\d+)(ms|s|m|h|d|w)$/.exec(duration) ?? [];
  if (amount === undefined || unit === undefined) {
    throw new Error(
      `duration "${duration}" is not a whole number with one of ms, s, m, h, d, w; write e.g. 15s`,
    );
  }
  return Number(amount) * SECONDS[unit as keyof typeof SECONDS];
}

/**
 * What Grafana makes of `$__rate_interval`: the step and one scrape more, so that no increase between two steps is
 * lost, and at least four scrapes, so that a rate survives a failed one.
 */
export function rateInterval(scrapeInterval: Duration, step: Duration = scrapeInterval): Duration {
  const scrape = seconds(scrapeInterval);
  const milliseconds = Math.round(Math.max(seconds(step) + scrape, 4 * scrape) * 1000);
  return milliseconds % 1000 === 0 ? `${milliseconds / 1000}s` : `${milliseconds}ms`;
}
