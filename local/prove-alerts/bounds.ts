import type { AlertRule, Seconds } from '../../alerts';
import type { Fault } from '../faults';
import type { Pace } from '../stack/pace';

/** Until when a fault has to be received, and its end; seconds from its begin and from its cure. */
export interface Bounds {
  readonly detected: Seconds;
  readonly resolved: Seconds;
}

/** Scrapes and evaluations that may pass until a change is seen: one that just missed it, and the one that sees it. */
const LOOKS = 2;

/** For the calls themselves, on a machine of two cores that runs all of it. */
const CALLS: Seconds = 3;

/**
 * The computed times of a rule under a fault that is total: after a whole window every share, count and quantile over it
 * has its final value.
 */
export function boundsOf(rule: AlertRule, fault: Fault, pace: Pace): Bounds {
  const { onsetSeconds = 0, recoverySeconds = 0, curedWhen = 'received' } = fault;
  const { groupInterval } = pace.timing;
  const way = LOOKS * (pace.scrapeSeconds + pace.evaluationSeconds) + groupInterval + CALLS;
  // What can be received only after the cure waits for that as well.
  const late = curedWhen === 'firing' ? recoverySeconds : 0;
  return {
    detected: onsetSeconds + rule.looksBack + rule.for + way + late,
    resolved: recoverySeconds + rule.looksBack + (rule.keepFiringFor ?? 0) + way,
  };
}

/** Seconds that a run without a fault has to last: longer than any window and `for`. */
export function quietSeconds(rules: readonly AlertRule[], pace: Pace): Seconds {
  const longest = Math.max(0, ...rules.map((rule) => rule.looksBack + rule.for));
  return longest + LOOKS * (pace.scrapeSeconds + pace.evaluationSeconds) + CALLS;
}
