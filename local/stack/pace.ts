import { type Compression, dividedTiming, DEFAULT_TIMING, type RoutingTiming } from '../../alerts';

/** How fast a stack turns: intervals in seconds, and by how much the durations of rules are divided. */
export interface Pace {
  readonly scrapeSeconds: number;
  readonly evaluationSeconds: number;
  readonly divideDurations: number;
  /** In place of `divideDurations`. */
  readonly compress?: Compression;
  readonly timing: RoutingTiming;
}

/** Somebody watches: numbers should move every few seconds, alerts behave as in production. */
const LIVE_SCRAPE_SECONDS = 5;

/** A check waits for numbers: the shortest interval that leaves two cores idle most of the time. */
const CHECK_SCRAPE_SECONDS = 1;

/** Turns a window of 5 min into 15 s (15 scrapes) and a `for` of 2 min into 6 s. */
export const CHECK_DIVISOR = 20;

/** Alertmanager's waits are long next to the rules': 30 s and 5 min become half a second and 5 s. */
const TIMING_DIVISOR_FACTOR = 3;

/** A window of five minutes and a `for` of as much become 15 s, 15 scrapes; three days of an objective two minutes. */
const COMPRESSION: Compression = { longestSeconds: 15, longestObjectiveSeconds: 120 };

/** Turns Alertmanager's wait of 30 s into half a second, and its interval of 5 min into 5 s. */
const COMPRESSED_TIMING_DIVISOR = 60;

/**
 * @param divide divides every duration of the rules; default 1, in a check {@link CHECK_DIVISOR}
 * @param compress divides those of each rule on their own, in place of `divide`
 */
export function paceOf({
  check = false,
  divide,
  compress = false,
}: {
  check?: boolean;
  divide?: number | undefined;
  compress?: boolean | undefined;
}): Pace {
  if (compress) {
    return {
      scrapeSeconds: CHECK_SCRAPE_SECONDS,
      evaluationSeconds: CHECK_SCRAPE_SECONDS,
      divideDurations: 1,
      compress: COMPRESSION,
      timing: dividedTiming(DEFAULT_TIMING, COMPRESSED_TIMING_DIVISOR),
    };
  }
  const scrapeSeconds = check ? CHECK_SCRAPE_SECONDS : LIVE_SCRAPE_SECONDS;
  const divideDurations = divide ?? (check ? CHECK_DIVISOR : 1);
  const timingDivisor = divideDurations === 1 ? 1 : divideDurations * TIMING_DIVISOR_FACTOR;
  return {
    scrapeSeconds,
    evaluationSeconds: scrapeSeconds,
    divideDurations,
    timing: dividedTiming(DEFAULT_TIMING, timingDivisor),
  };
}
