import { setTimeout as delay } from 'node:timers/promises';
import type { Cure, Rig } from '../fault';

/**
 * Does something again and again, each time as soon as the time before it is over, until it is cured or the run ends.
 * @param everyMs pause after each time
 */
export function repeat({ signal }: Rig, everyMs: number, act: () => Promise<void>): Cure {
  const end = new AbortController();
  const either = AbortSignal.any([signal, end.signal]);
  const loop = (async () => {
    while (!either.aborted) {
      await act();
      await delay(everyMs, undefined, { signal: either }).catch(() => undefined);
    }
  })();
  loop.catch(() => undefined);
  return async () => {
    end.abort();
    await loop;
  };
}
