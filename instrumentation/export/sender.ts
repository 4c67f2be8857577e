import { pauseMs } from './backoff';
import { Circuit, PROBE_ITEMS } from './circuit';
import type { Clock } from './clock';
import { Ending } from './ending';
import type { LazyTransport } from './lazy-transport';
import type { Ledger } from './ledger';
import type { Overflow } from './overflow';
import type { Overspill } from './overspill';
import { type Batch, EMPTY_BATCH, Queue, split } from './queue';
import type { Reachability } from './reachability';
import { Timer } from './timer';
import type { Refused, SendResult } from './transport';
import { Waiters } from './waiters';

/** How long one batch is tried again before it is given up; the limit of the collector's own exporters. */
export const RETRY_BUDGET_MS = 300_000;
/** Most estimated bytes of one export call: collectors take no message above 4 MiB unless told to. */
export const MAX_BATCH_BYTES = 4 * 1024 * 1024;

export interface SenderOptions<T> {
  /** Most items that wait for, or are in, an export call. */
  readonly capacity: number;
  /** Most estimated bytes of those items. */
  readonly capacityBytes: number;
  /** Most items of one export call. */
  readonly batchSize: number;
  /** Longest time in milliseconds that an item waits for its batch to fill. */
  readonly delayMs: number;
  /** Estimated bytes of an item; called for each, so it has to be cheap. */
  readonly sizeOf: (item: T) => number;
  readonly transport: LazyTransport<T>;
  readonly ledger: Ledger;
  readonly reachability: Reachability;
  readonly overflow: Overflow;
  /** Undefined: what the queue cannot hold is dropped. */
  readonly spill?: Overspill<T> | undefined;
  readonly clock: Clock;
  /** Numbers in [0, 1). */
  readonly random: () => number;
}

/** Share of the queue above which batches go to disk although the collector takes some. */
const SPILL_ABOVE = 0.75;
/** Most estimated bytes of a batch on disk: it cannot be halved any more, and every collector takes so much. */
const MAX_SPILLED_BYTES = 1024 * 1024;

/**
 * - `idle`: nothing waits
 * - `gathering`: items wait for their batch to fill, or for the next probe
 * - `calling`: a batch is in an export call
 * - `pausing`: a batch failed and waits for its next attempt
 * - `closed`: nothing is taken any more
 */
type Phase = 'idle' | 'gathering' | 'calling' | 'pausing' | 'closed';

/**
 * Bounded queue of one signal that sends batch after batch and loses nothing silently: every item ends as exported
 * or as dropped with a reason, or goes to disk, and until then counts as queued. A failed batch stays at the front until it is
 * accepted, refused for good, or out of retry budget.
 */
export class Sender<T> {
  private readonly queue = new Queue<T>();
  private readonly circuit = new Circuit();
  private readonly waiters: Waiters;
  private readonly timer: Timer;
  private readonly ending: Ending;
  private batch: Batch<T> = EMPTY_BATCH;
  private readonly batchBytesLimit: number;
  private batchSince = 0;
  private phase: Phase = 'idle';
  /** The timer of `gathering` is set to the next turn of the event loop. */
  private due = false;
  /** The next turn of the event loop takes a batch to disk. */
  private spilling = false;
  /** Items ever taken into the queue, and those of them that are exported or dropped by now. */
  private accepted = 0;
  private settled = 0;
  /** End of the pause that runs, by the clock, if the collector asked for it. */
  private askedUntil: number | undefined;

  constructor(private readonly options: SenderOptions<T>) {
    // A queue that is small in bytes must not overflow while it waits for a batch to fill.
    this.batchBytesLimit = Math.min(MAX_BATCH_BYTES, options.capacityBytes / 2);
    this.waiters = new Waiters(options.clock);
    this.timer = new Timer(options.clock);
    this.ending = new Ending(options.clock);
  }

  /** Items that wait for, or are in, an export call. */
  get pending(): number {
    return this.accepted - this.settled;
  }

  /** Estimated bytes of those items. */
  get pendingBytes(): number {
    return this.queue.bytes + this.batch.bytes;
  }

  /** True while only probes are sent. */
  get isOpen(): boolean {
    return this.circuit.isOpen;
  }

  /** Takes an item over. Never throws, never blocks, never sends in the caller's stack. */
  offer(item: T): void {
    const { ledger, sizeOf, spill } = this.options;
    ledger.end();
    if (this.phase === 'closed') return ledger.drop('shutdown', 1);
    if (!this.fits(0) && spill === undefined) return this.overflow();
    const size = sizeOf(item);
    while (!this.fits(size)) if (!this.spillBatch()) return this.overflow();
    this.queue.push(item, size);
    this.accepted += 1;
    if (this.phase === 'idle') this.gather();
    else if (this.phase === 'gathering' && !this.due && this.isFull) this.gather();
    if (spill !== undefined) this.spillSoon();
  }

  /** From now on items are sent as they come: the process may end at any moment. */
  hurry(): void {
    this.ending.isNear = true;
    if (this.phase === 'gathering') this.gather();
  }

  /**
   * Resolves when everything that was offered before is exported or dropped, or after `withinMs`. Never rejects.
   * Sends at once, unless the collector asked for a pause or the circuit is open; after `hurry` even then.
   */
  flush(withinMs: number): Promise<void> {
    if (this.pending === 0) return Promise.resolve();
    const flushed = this.waiters.until(this.accepted, withinMs);
    this.ending.waitsFor(withinMs);
    if (this.phase === 'gathering' && !this.restrained) this.next();
    else if (this.phase === 'pausing' && !this.restrained && !this.isAskedToWait) this.call();
    return flushed;
  }

  /** Flushes for at most `withinMs`, then spills, or drops as `shutdown`, what is left, and takes nothing more. */
  async shutdown(withinMs: number): Promise<void> {
    const { clock, ledger, transport } = this.options;
    const deadline = clock.now() + this.flushMs(withinMs);
    this.hurry();
    // Items that come while the flush runs are flushed too, as long as there is time.
    while (this.pending > 0 && clock.now() < deadline) await this.flush(deadline - clock.now());
    ledger.drop('shutdown', this.keepAll());
    transport.close();
  }

  /** Takes nothing more, and writes to disk, now, what still waits. @returns items for which that was not possible */
  keepAll(): number {
    const { spill } = this.options;
    const lost = this.surrender().filter((items) => spill?.keep(items) !== true);
    spill?.close();
    return lost.reduce((sum, items) => sum + items.length, 0);
  }

  /** True while the queue has trouble to get rid of what it holds. */
  get isStrained(): boolean {
    return this.fill >= SPILL_ABOVE || (this.isOpen && this.pending > 0);
  }

  /** Hands over everything that waits, in batches for one call each, and takes nothing more. Counts nothing. */
  surrender(): readonly (readonly T[])[] {
    if (this.phase === 'closed') return [];
    this.phase = 'closed';
    this.timer.cancel();
    const batches = this.batch.items.length === 0 ? [] : [this.batch.items];
    while (this.queue.size > 0) batches.push(this.queue.take(this.options.batchSize, MAX_BATCH_BYTES).items);
    this.settled = this.accepted;
    return batches;
  }

  /** Share of the time of a shutdown for its flush: with a disk there is no reason to wait for a collector that is away. */
  private flushMs(withinMs: number): number {
    if (this.options.spill === undefined) return withinMs;
    return this.circuit.isOpen ? 0 : withinMs / 2;
  }

  /** Share of the queue that is taken, of items or of bytes. */
  private get fill(): number {
    return Math.max(this.pending / this.options.capacity, this.pendingBytes / this.options.capacityBytes);
  }

  private fits(size: number): boolean {
    return this.pending < this.options.capacity && this.pendingBytes + size <= this.options.capacityBytes;
  }

  /** The collector is away and a batch is full, or the queue fills up faster than it is emptied. */
  private get wantsSpill(): boolean {
    if (this.phase === 'closed' || this.queue.size === 0) return false;
    return this.circuit.isOpen ? this.isFull : this.fill >= SPILL_ABOVE;
  }

  /** Takes batches to disk, one in a turn of the event loop, which each costs its encoding. */
  private spillSoon(): void {
    if (this.spilling || !this.wantsSpill) return;
    this.spilling = true;
    this.options.clock.after(0, () => {
      this.spilling = false;
      if (this.wantsSpill && this.spillBatch()) this.spillSoon();
    });
  }

  /** Takes the oldest batch that is not in a call to disk. False if there is none, or the disk takes none. */
  private spillBatch(): boolean {
    const { spill, overflow, batchSize } = this.options;
    if (spill?.takes !== true || this.queue.size === 0) return false;
    const { items } = this.queue.take(batchSize, MAX_SPILLED_BYTES);
    spill.put(items);
    this.settled += items.length;
    overflow.shrunk(this.fill);
    this.waiters.take(this.settled)();
    return true;
  }

  private overflow(): void {
    this.options.ledger.drop('queue_full', 1);
    this.options.overflow.drop();
  }

  private get isFull(): boolean {
    return this.queue.size >= this.options.batchSize || this.queue.bytes >= this.batchBytesLimit;
  }

  /** Only probes may be sent. The last moments of a process are exempt: there is no later for them. */
  private get restrained(): boolean {
    return this.circuit.isOpen && this.ending.inMs === undefined;
  }

  /** The collector asked for the pause that runs, and it can be granted. */
  private get isAskedToWait(): boolean {
    if (this.askedUntil === undefined) return false;
    const endsInMs = this.ending.inMs;
    return endsInMs === undefined || this.askedUntil - this.options.clock.now() < endsInMs;
  }

  private gather(): void {
    this.phase = 'gathering';
    if (this.restrained) return this.timer.set(this.pause(undefined), () => this.next());
    this.due = this.isFull || this.ending.isNear;
    this.timer.set(this.due ? 0 : this.options.delayMs, () => this.next());
  }

  private next(): void {
    this.due = false;
    if (this.queue.size === 0) {
      // Everything went to disk meanwhile.
      this.phase = 'idle';
      return;
    }
    const most = this.restrained ? Math.min(PROBE_ITEMS, this.options.batchSize) : this.options.batchSize;
    this.batch = this.queue.take(most, MAX_BATCH_BYTES);
    this.batchSince = this.options.clock.now();
    this.call();
  }

  private call(): void {
    this.timer.cancel();
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
      transport.send(this.batch.items, done);
    } catch (error) {
      done({ ok: false, retryable: false, reason: error instanceof Error ? error.message : String(error) });
    }
  }

  private handle(result: SendResult): void {
    const { ledger, reachability } = this.options;
    const count = this.batch.items.length;
    if (!result.ok) return this.refused(result);
    const rejected = Math.min(result.rejected, count);
    ledger.export(count - rejected);
    ledger.drop('export_failed', rejected);
    this.circuit.succeeded();
    reachability.succeeded();
    this.settle();
    this.options.spill?.resume();
  }

  private refused(result: Refused): void {
    const { ledger, reachability, clock, transport } = this.options;
    const count = this.batch.items.length;
    if (result.tooLarge === true && count > 1) {
      this.keep(Math.ceil(count / 2));
      return this.call();
    }
    this.circuit.failed();
    const spent = result.unreachable !== true && clock.now() - this.batchSince >= RETRY_BUDGET_MS;
    const lost = !result.retryable || spent;
    reachability.failed(result.reason, lost, this.circuit.isOpen);
    if (this.circuit.isOpen) transport.renew();
    if (this.options.spill !== undefined) this.spillSoon();
    if (lost) {
      ledger.drop('export_failed', count);
      return this.settle();
    }
    if (this.restrained) this.keep(PROBE_ITEMS);
    this.phase = 'pausing';
    const pause = this.pause(result.retryAfterMs);
    this.askedUntil = result.retryAfterMs === undefined ? undefined : clock.now() + pause;
    this.timer.set(pause, () => this.call());
  }

  /** Keeps the first `count` items of the batch and puts the others back. */
  private keep(count: number): void {
    const [first, rest] = split(this.batch, count);
    this.queue.putBack(rest);
    this.batch = first;
  }

  private settle(): void {
    const { overflow } = this.options;
    this.settled += this.batch.items.length;
    this.batch = EMPTY_BATCH;
    overflow.shrunk(this.fill);
    const release = this.waiters.take(this.settled);
    if (this.queue.size === 0) this.phase = 'idle';
    else if (this.waiters.any && !this.restrained) this.next();
    else this.gather();
    release();
  }

  private pause(retryAfterMs: number | undefined): number {
    const flushing = this.waiters.any && !this.circuit.isOpen;
    const { failures } = this.circuit;
    return pauseMs({
      failures,
      random: this.options.random(),
      retryAfterMs,
      flushing,
      endsInMs: this.ending.inMs,
    });
  }
}
