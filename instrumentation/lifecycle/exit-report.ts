import type { LifecycleOptions } from './index';
import { pending } from './telemetry';

/** Says at the very end what did not get out; by then nothing scrapes the counters any more. */
export function reportLossAtExit({ signals, atEnd, log }: LifecycleOptions): () => void {
  const handler = (): void => {
    // With a disk nothing is lost to a gateway that just exits.
    for (const signal of signals) signal.keep();
    atEnd();
    const lost = pending(signals);
    if (lost > 0)
      log.warn(`${lost} span(s) or log record(s) were not sent: the process ended before they could be`);
  };
  process.on('exit', handler);
  return () => process.off('exit', handler);
}
