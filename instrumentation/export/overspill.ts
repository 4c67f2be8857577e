/** Where batches go that the queue should not, or cannot, keep. */
export interface Overspill<T> {
  /** False while it takes nothing. */
  readonly takes: boolean;
  /** Takes a batch over, and counts it from then on. */
  put(items: readonly T[]): void;
  /** The same for the end of the process. @returns false if that failed; then nothing is counted */
  keep(items: readonly T[]): boolean;
  /** The collector has accepted a batch. */
  resume(): void;
  /** The process ends. */
  close(): void;
}
