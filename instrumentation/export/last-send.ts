import { Worker } from 'node:worker_threads';
import type { Parcel } from './parcel';

/** What the thread gets. */
export interface LastSend {
  readonly parcels: readonly Parcel[];
  /** Milliseconds that it has. */
  readonly withinMs: number;
  /** First whether it is done, then for each parcel 1 + the items that were refused, once it is accepted. */
  readonly results: Int32Array;
}

/**
 * Sends parcels while this thread stands still: what a process can still do that ends of an exception. A thread of its
 * own does it, since no event of this one comes any more.
 * @returns for each parcel the items that were refused, or undefined if it was not accepted within the time
 */
export function sendStandingStill(parcels: readonly Parcel[], withinMs: number): (number | undefined)[] {
  const results = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT * (1 + parcels.length)));
  const workerData: LastSend = { parcels, withinMs, results };
  // Its output would come between the lines of the exception.
  const thread = new Worker(require.resolve('./last-send-thread'), {
    workerData,
    stdout: true,
    stderr: true,
  });
  thread.on('error', () => undefined);
  thread.unref();
  Atomics.wait(results, 0, 0, withinMs);
  return parcels.map((_parcel, index) => {
    const result = Atomics.load(results, 1 + index);
    return result === 0 ? undefined : result - 1;
  });
}
