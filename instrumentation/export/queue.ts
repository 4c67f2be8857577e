/** Items that go into one export call, with their estimated sizes in bytes, each and together. */
export interface Batch<T> {
  readonly items: readonly T[];
  readonly sizes: readonly number[];
  readonly bytes: number;
}

/** Nothing to send. */
export const EMPTY_BATCH: Batch<never> = { items: [], sizes: [], bytes: 0 };

function batchOf<T>(items: readonly T[], sizes: readonly number[]): Batch<T> {
  return { items, sizes, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

/** The first `count` items of a batch, and the others. */
export function split<T>({ items, sizes }: Batch<T>, count: number): readonly [Batch<T>, Batch<T>] {
  return [
    batchOf(items.slice(0, count), sizes.slice(0, count)),
    batchOf(items.slice(count), sizes.slice(count)),
  ];
}

/** First in, first out. Taking is O(items taken), so that a long queue costs no more than a short one. */
export class Queue<T> {
  private items: T[] = [];
  private sizes: number[] = [];
  private head = 0;
  private total = 0;

  get size(): number {
    return this.items.length - this.head;
  }

  /** Estimated bytes of all items. */
  get bytes(): number {
    return this.total;
  }

  push(item: T, size: number): void {
    this.items.push(item);
    this.sizes.push(size);
    this.total += size;
  }

  /** Removes and returns up to `count` of the oldest items, of up to `bytes` together, but at least one if there is one. */
  take(count: number, bytes: number): Batch<T> {
    let end = this.head;
    let sum = 0;
    const last = Math.min(this.items.length, this.head + count);
    while (end < last) {
      const size = this.sizes[end] ?? 0;
      if (sum + size > bytes && end > this.head) break;
      sum += size;
      end += 1;
    }
    const taken = batchOf(this.items.slice(this.head, end), this.sizes.slice(this.head, end));
    this.total -= taken.bytes;
    this.head = end;
    // The dead front is cut off once it is the larger half: amortised, each item is moved at most once.
    if (this.head * 2 >= this.items.length) this.cut();
    return taken;
  }

  /** Puts items back at the front. O(queue); only for what failed. */
  putBack(batch: Batch<T>): void {
    this.cut();
    this.items = [...batch.items, ...this.items];
    this.sizes = [...batch.sizes, ...this.sizes];
    this.total += batch.bytes;
  }

  private cut(): void {
    this.items = this.items.slice(this.head);
    this.sizes = this.sizes.slice(this.head);
    this.head = 0;
  }
}
