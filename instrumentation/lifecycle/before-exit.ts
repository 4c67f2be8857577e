import { holdProcess } from './hold-process';
import type { LifecycleOptions } from './index';
import { flushAll, pending } from './telemetry';

/** Flushes when the gateway has nothing left to do. A flush that fails is not repeated: the process has to end. */
export function flushBeforeExit({ signals, deadlineMs }: LifecycleOptions): () => void {
  let givenUp = false;
  const handler = (): void => {
    if (givenUp || pending(signals) === 0) return;
    void holdProcess(flushAll(signals, deadlineMs), deadlineMs).then(() => {
      givenUp = pending(signals) > 0;
    });
  };
  process.on('beforeExit', handler);
  return () => process.off('beforeExit', handler);
}
