import type { Fault } from '../faults';

/**
 * Runs each fault as soon as nothing active holds what it holds, in the given order where two compete. Those that have to
 * be alone come at the end, one by one, once all others are through.
 * @param run has to settle for each fault it is called with; it calls `release` as soon as others may have what it holds
 */
export async function runSchedule(
  faults: readonly Fault[],
  run: (fault: Fault, release: () => void) => Promise<void>,
): Promise<void> {
  const waiting = faults.filter(({ alone }) => alone !== true);
  const active = new Map<Fault, Promise<void>>();
  const ends: Promise<void>[] = [];
  while (waiting.length > 0) {
    // A fault that waits keeps what it holds from those behind it, else many small ones would let it wait for ever.
    const held = new Set([...active.keys()].flatMap(({ holds = [] }) => holds));
    for (const fault of [...waiting]) {
      const { holds = [] } = fault;
      const isFree = holds.every((one) => !held.has(one));
      for (const one of holds) held.add(one);
      if (!isFree) continue;
      waiting.splice(waiting.indexOf(fault), 1);
      const released = new Promise<void>((resolve) => {
        ends.push(run(fault, resolve).finally(resolve));
      });
      active.set(
        fault,
        released.then(() => void active.delete(fault)),
      );
    }
    await Promise.race(active.values());
  }
  await Promise.all(ends);
  for (const fault of faults.filter(({ alone }) => alone === true)) await run(fault, () => undefined);
}
