import { sendStandingStill } from '../export/last-send';
import type { LifecycleOptions } from './index';

/**
 * Longest time that a process which ends of an exception is held up, for a collector that takes a call and never
 * answers; one that is there takes a fraction of a second, one that is not there a second.
 */
const CRASH_WITHIN_MS = 5000;

/**
 * Sends what waits when the process ends of an exception or of a rejection that nobody handles. Node.js goes its way:
 * the gateway's own handlers run, the same text is written, the exit code is the same. A gateway whose handler keeps it
 * alive is not held up.
 */
export function flushAtCrash({ signals, deadlineMs }: LifecycleOptions): () => void {
  let hasFailed = false;
  // Told of the exception and no handler of it, so that everything else stays as it is.
  const onException = (): void => {
    hasFailed = true;
    for (const signal of signals) signal.hurry();
  };
  const onExit = (): void => {
    if (!hasFailed) return;
    try {
      const surrendered = signals.flatMap((signal) => signal.surrender());
      if (surrendered.length === 0) return;
      const parcels = surrendered.map(({ parcel }) => parcel);
      const results = sendStandingStill(parcels, Math.min(CRASH_WITHIN_MS, deadlineMs));
      results.forEach((rejected, index) => {
        if (rejected === undefined) surrendered[index]?.refused();
        else surrendered[index]?.accepted(rejected);
      });
    } catch {
      // What was not sent is told by the report at the exit; nothing may cover the exception.
    }
  };
  process.on('uncaughtExceptionMonitor', onException);
  process.on('exit', onExit);
  return () => {
    process.off('uncaughtExceptionMonitor', onException);
    process.off('exit', onExit);
  };
}
