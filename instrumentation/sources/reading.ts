import type { Source } from './source';

/** A source and where it stands. */
export interface Entry {
  readonly source: Source<object>;
  readonly key: string | undefined;
  readonly target: WeakRef<object>;
  /** The target itself, while it is to be kept alive. */
  held: object | undefined;
  /** True while an answer is to come. */
  isReading: boolean;
}

export function isPending(reading: void | Promise<void>): reading is Promise<void> {
  return typeof (reading as Promise<void> | undefined)?.then === 'function';
}

/** A promise that rejects after a time, without keeping the process alive. */
export function later(ms: number, reason: string): { promise: Promise<never>; cancel(): void } {
  let timer: NodeJS.Timeout | undefined;
  const promise = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(reason)), ms).unref();
  });
  return { promise, cancel: () => clearTimeout(timer) };
}
