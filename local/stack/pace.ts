import { dividedTiming, DEFAULT_TIMING, type RoutingTiming } from '../../alerts';

/** How fast a stack turns: intervals in seconds, and by how much the durations of rules are divided. */
export interface Pace {
  readonly scrapeSeconds: number;
  readonly evaluationSeconds: number;
  readonly divideDurations: number;
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

/** @param divide divides every duration of the rules; default 1, in a check {@link CHECK_DIVISOR} */
export function paceOf({ check = false, divide }: { check?: boolean; divide?: number | undefined }): Pace {
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
