import { sources } from '../../api/telemetry/sources';
import { running } from '../../handle';
import { type BullQueue, MOST_QUEUES, showsQueue } from '../../sources/bullmq-queue';
import type { Registration } from '../../sources/source';
import { type Following, type Named, replaceMethod } from './types';

interface WatchedQueue extends Named {
  /** Called by the constructor. */
  waitUntilReady(this: WatchedQueue): unknown;
  close(this: WatchedQueue, ...rest: unknown[]): unknown;
}

/** Length and age of each queue, from when the gateway makes it until it closes it; of several of a name, the first. */
export function watchQueues(prototype: object, { guard }: Following): void {
  const watched = new Map<string, { readonly queue: WeakRef<object>; readonly end: Registration }>();
  const queue = prototype as WatchedQueue;
  replaceMethod(
    queue,
    'waitUntilReady',
    (waitUntilReady) =>
      function () {
        guard(() => {
          if (watched.get(this.name)?.queue.deref() !== undefined) return;
          // What Redis is asked for at each scrape has to be seen by somebody.
          const recorder = running()?.recorder;
          if (recorder === undefined || !showsQueue(recorder, this.name)) return;
          if (!watched.has(this.name) && watched.size >= MOST_QUEUES) return;
          const end = sources.bullQueue(this as unknown as BullQueue);
          watched.set(this.name, { queue: new WeakRef(this), end });
        });
        return waitUntilReady.call(this);
      },
  );
  replaceMethod(
    queue,
    'close',
    (close) =>
      function (...rest) {
        guard(() => {
          const found = watched.get(this.name);
          if (found?.queue.deref() !== this) return;
          found.end.unregister();
          watched.delete(this.name);
        });
        return close.call(this, ...rest);
      },
  );
}
