import { backoffMs, FLUSH_BACKOFF_MS } from './backoff';
import type { Clock } from './clock';
import type { Ledger } from './ledger';
import { Queue } from './queue';
import type { Reachability } from './reachability';
import type { SendResult, Transport } from './transport';

/** How long one batch is tried again before it is given up; the limit of the collector's own exporters. */
export const RETRY_BUDGET_MS = 300_000;

export interface SenderOptions<T> {
  /** Most items that wait for, or are in, an export call. */
  readonly capacity: number;
  /** Most items of one export call. */
  readonly batchSize: number;
  /** Longest time in milliseconds that an item waits for its batch to fill. */
  readonly delayMs: number;
  readonly transport: Transport<T>;
  readonly ledger: Ledger;
  readonly reachability: Reachability;
  readonly clock: Clock;
  /** Numbers in [0, 1). */
  readonly random: () => number;
}

/**
 * - `idle`: nothing waits
 * - `gathering`: items wait for their batch to fill
 * - `calling`: a batch is in an export call
 * - `pausing`: a batch failed and waits for its next attempt
 * - `closed`: nothing is taken any more
 */
type Phase = 'idle' | 'gathering' | 'calling' | 'pausing' | 'closed';

interface Waiter {
  /** Count of settled items at which everything that the waiter waits for is settled. */
  readonly settledAt: number;
  readonly resolve: () => void;
}

/**
 * Bounded queue of one signal that sends batch after batch and loses nothing silently: every item ends as exported
 * or as dropped with a reason, and until then counts as queued. A failed batch stays at the front until it is
 * accepted, refused for good, or out of retry budget.
 */
export class Sender<T> {
  private readonly queue = new Queue<T>();
  private batch: readonly T[] = [];
  private phase: Phase = 'idle';
  private failures = 0;
  private batchSince = 0;
  private cancelTimer: () => void = () => undefined;
  /** Items ever taken into the queue, and those of them that are exported or dropped by now. */
  private accepted = 0;
  private settled = 0;
  private waiters: Waiter[] = [];
  private hurried = false;

  constructor(private readonly options: SenderOptions<T>) {}

  /** Items that wait for, or are in, an export call. */
  get pending(): number {
    return this.accepted - this.settled;
  }

  /** Takes an item over. Never throws, never blocks, never sends in the caller's stack. */
  offer(item: T): void {
    const { ledger, capacity, batchSize } = this.options;
    ledger.end();
    if (this.phase === 'closed') return ledger.drop('shutdown', 1);
    if (this.pending >= capacity) return ledger.drop('queue_full', 1);
    this.queue.push(item);
    this.accepted += 1;
    if (this.phase === 'idle') this.gather();
    else if (this.phase === 'gathering' && this.queue.size === batchSize) this.gather();
  }

  /** From now on items are sent as they come: the process may end at any moment. */
  hurry(): void {
    this.hurried = true;
    if (this.phase === 'gathering') this.gather();
  }

  /** Resolves when everything that was offered before is exported or dropped, or after `withinMs`. Never rejects. */
  flush(withinMs: number): Promise<void> {
    if (this.pending === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const cancel = this.options.clock.after(withinMs, () => {
        this.waiters = this.waiters.filter((other) => other !== waiter);
        resolve();
      });
      const waiter: Waiter = {
        settledAt: this.accepted,
        resolve: () => {
          cancel();
          resolve();
        },
      };
      this.waiters.push(waiter);
      if (this.phase === 'gathering') this.next();
      else if (this.phase === 'pausing') this.call();
    });
  }

  /** Flushes for at most `withinMs`, then drops what is left as `shutdown` and takes nothing more. */
  async shutdown(withinMs: number): Promise<void> {
    const { clock, ledger, transport } = this.options;
    const deadline = clock.now() + withinMs;
    this.hurry();
    // Items that come while the flush runs are flushed too, as long as there is time.
    while (this.pending > 0 && clock.now() < deadline) await this.flush(deadline - clock.now());
    if (this.phase === 'closed') return;
    this.phase = 'closed';
    this.cancelTimer();
    ledger.drop('shutdown', this.pending);
    this.settled = this.accepted;
    transport.close();
  }

  private gather(): void {
    const full = this.queue.size >= this.options.batchSize;
    this.phase = 'gathering';
    this.wait(full || this.hurried ? 0 : this.options.delayMs, () => this.next());
  }

  private next(): void {
    this.cancelTimer();
    this.batch = this.queue.take(this.options.batchSize);
    this.failures = 0;
    this.batchSince = this.options.clock.now();
    this.call();
  }

  private call(): void {
    this.cancelTimer();
    const { clock, transport, ledger } = this.options;
    const begun = clock.now();
    this.phase = 'calling';
    const done = (result: SendResult): void => {
      ledger.call(result.ok ? 'ok' : 'error', (clock.now() - begun) / 1000, clock.unixSeconds());
      // After shutdown the batch has been counted as dropped already.
      if (this.phase === 'closed') return;
      this.handle(result);
    };
    try {
      transport.send(this.batch, done);
    } catch (error) {
      done({ ok: false, retryable: false, reason: error instanceof Error ? error.message : String(error) });
    }
  }

  private handle(result: SendResult): void {
    const { ledger, reachability, clock, random } = this.options;
    if (result.ok) {
      const rejected = Math.min(result.rejected, this.batch.length);
      ledger.export(this.batch.length - rejected);
      ledger.drop('export_failed', rejected);
      reachability.succeeded();
      return this.settle();
    }
    this.failures += 1;
    const waited = clock.now() - this.batchSince;
    const lost = !result.retryable || waited >= RETRY_BUDGET_MS;
    reachability.failed(result.reason, lost);
    if (lost) {
      ledger.drop('export_failed', this.batch.length);
      return this.settle();
    }
    this.phase = 'pausing';
    const pause = backoffMs(this.failures, random());
    this.wait(this.waiters.length > 0 ? Math.min(pause, FLUSH_BACKOFF_MS) : pause, () => this.call());
  }

  private settle(): void {
    this.settled += this.batch.length;
    this.batch = [];
    const done = this.waiters.filter((waiter) => waiter.settledAt <= this.settled);
    this.waiters = this.waiters.filter((waiter) => waiter.settledAt > this.settled);
    if (this.queue.size === 0) this.phase = 'idle';
    else if (this.waiters.length > 0) this.next();
    else this.gather();
    for (const waiter of done) waiter.resolve();
  }

  private wait(ms: number, run: () => void): void {
    this.cancelTimer();
    this.cancelTimer = this.options.clock.after(ms, run);
  }
}
