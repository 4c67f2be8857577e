import { HOUR, MINUTE, type Seconds } from '../../duration';
import type { AlertName } from '../../packs';
import type { AlertDefinition } from '../../rule';
import type { AlertCase } from '../case';
import { STEP } from '../values';

/** What every alert of a kind has to say for its cases. Times are in steps of the test series. */
export interface Timing {
  readonly alert: AlertName;
  /** Length of the condition's window; 0 for one without. */
  readonly window: number;
  readonly for: number;
  readonly keep: number;
  /** Length of a step in seconds. */
  readonly step: Seconds;
}

/** The timing of an alert as its pack declares it. */
export function timing(
  alert: AlertName,
  { for: wait, keepFiringFor }: Pick<AlertDefinition, 'for' | 'keepFiringFor'>,
  window: Seconds = 0,
): Timing {
  const step = stepFor(window);
  return { alert, step, window: window / step, for: wait / step, keep: (keepFiringFor ?? 0) / step };
}

/** The cases with the step of their timing. */
export function paced({ step }: Timing, cases: readonly AlertCase[]): readonly AlertCase[] {
  return cases.map((one) => ({ ...one, step }));
}

/** A day at a sample every 15 s is thousands of evaluations that show nothing which a coarser step does not. */
function stepFor(window: Seconds): Seconds {
  if (window >= 12 * HOUR) return 5 * MINUTE;
  return window >= HOUR ? MINUTE : STEP;
}
