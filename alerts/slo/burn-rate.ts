import { DAY, HOUR, MINUTE, type Seconds } from '../duration';
import type { Severity } from '../rule';

/** Two windows that both have to burn too fast: the long one proves that it matters, the short one that it goes on. */
export interface BurnPair {
  readonly severity: Extract<Severity, 'critical' | 'warning'>;
  /** Share of the whole budget, 0..1, that is gone when the long window alerts. */
  readonly budgetShare: number;
  readonly long: Seconds;
  readonly short: Seconds;
}

/** The pairs of chapter 5 of the SRE workbook: 2 % and 5 % of the budget page, 10 % make a ticket. */
export const WORKBOOK_PAIRS: readonly BurnPair[] = [
  { severity: 'critical', budgetShare: 0.02, long: 1 * HOUR, short: 5 * MINUTE },
  { severity: 'critical', budgetShare: 0.05, long: 6 * HOUR, short: 30 * MINUTE },
  { severity: 'warning', budgetShare: 0.1, long: 1 * DAY, short: 2 * HOUR },
  { severity: 'warning', budgetShare: 0.1, long: 3 * DAY, short: 6 * HOUR },
];

/** How long a burn has to last: a page within minutes, a ticket when it is no passing burst. */
export const BURN_FOR: Readonly<Record<BurnPair['severity'], Seconds>> = {
  critical: 2 * MINUTE,
  warning: 15 * MINUTE,
};

/** How long an alert goes on after the short window is quiet, so that a fault that pulses is one alert. */
export const BURN_KEEP_FIRING_FOR: Readonly<Record<BurnPair['severity'], Seconds>> = {
  critical: 5 * MINUTE,
  warning: 15 * MINUTE,
};

/**
 * How many times faster than allowed the budget burns at the threshold of a pair: burning so for the long window uses
 * up its share, `budgetShare * period / long`. 14.4 for 2 % of 30 days in an hour.
 */
export function burnFactor({ budgetShare, long }: BurnPair, period: Seconds): number {
  return rounded((budgetShare * period) / long);
}

/** Share of bad events, 0..1, above which a pair alerts: its factor times the share that the objective allows. */
export function burnThreshold(pair: BurnPair, objective: number, period: Seconds): number {
  return rounded(burnFactor(pair, period) * (1 - objective));
}

/**
 * Seconds from the begin of a fault after faultless traffic to the alert, `for` included, or Infinity if the fault is
 * below every threshold. The time of one evaluation and one scrape comes on top.
 * @param badShare share of bad events during the fault, 0..1
 */
export function detectionSeconds(
  pairs: readonly BurnPair[],
  objective: number,
  period: Seconds,
  badShare: number,
): Seconds {
  const times = pairs.map((pair) => {
    const threshold = burnThreshold(pair, objective, period);
    return badShare > threshold
      ? (pair.long * threshold) / badShare + BURN_FOR[pair.severity]
      : Number.POSITIVE_INFINITY;
  });
  return Math.min(Number.POSITIVE_INFINITY, ...times);
}

/** Without the noise of binary fractions (`0.0144`, not `0.014400000000000013`), to ten significant digits. */
export function rounded(number: number): number {
  return Number(number.toPrecision(10));
}
