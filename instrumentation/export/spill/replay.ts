import { MAX_BACKOFF_MS, pauseMs } from '../backoff';
import type { Clock } from '../clock';
import type { Ledger } from '../ledger';
import { Timer } from '../timer';
import type { SendResult, Transport } from '../transport';
import { decodeRecord } from './record';
import type { Entry, Shelf } from './shelf';

export interface ReplayOptions {
  readonly shelf: Shelf;
  readonly transport: Transport<Uint8Array>;
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** Numbers in [0, 1). */
  readonly random: () => number;
  /** True while the queue itself has trouble to get rid of what it holds: it comes first. */
  readonly held: () => boolean;
  readonly read: (entry: Entry) => Promise<Buffer>;
  /** The file is not needed any more. Never rejects. */
  readonly discard: (entry: Entry) => Promise<void>;
}

/** Sends what lies on disk, oldest first, one call at a time. */
export class Replay {
  private readonly timer: Timer;
  private busy = false;
  private pausing = false;
  /** The collector asked for the pause that runs. */
  private asked = false;
  private closed = false;
  private failures = 0;

  constructor(private readonly options: ReplayOptions) {
    this.timer = new Timer(options.clock);
  }

  /** There may be something to send. */
  start(): void {
    if (this.busy || this.pausing || this.closed || this.options.shelf.isEmpty) return;
    if (this.options.held()) {
      this.asked = false;
      return this.pause(MAX_BACKOFF_MS);
    }
    this.busy = true;
    void this.sendOldest().finally(() => {
      this.busy = false;
      this.start();
    });
  }

  /** The collector has just accepted something else: no reason to wait. */
  resume(): void {
    if (this.pausing && this.asked) return;
    if (this.pausing) this.timer.cancel();
    this.pausing = false;
    this.start();
  }

  close(): void {
    this.closed = true;
    this.timer.cancel();
    this.options.transport.close();
  }

  private async sendOldest(): Promise<void> {
    const { shelf, ledger, clock, transport } = this.options;
    const entry = shelf.take();
    if (entry === undefined) return;
    const body = await this.bodyOf(entry);
    if (this.closed) return;
    if (body === 'unreadable') return this.later(entry, undefined);
    if (body === undefined) return this.finish(entry, () => ledger.drop('spill_damaged', entry.items));
    const begun = clock.now();
    const result = await new Promise<SendResult>((resolve) => transport.send([body], resolve));
    if (this.closed) return;
    ledger.call(result.ok ? 'ok' : 'error', (clock.now() - begun) / 1000, clock.unixSeconds());
    if (result.ok) {
      this.failures = 0;
      const rejected = Math.min(result.rejected, entry.items);
      return this.finish(entry, () => {
        ledger.export(entry.items - rejected);
        ledger.drop('export_failed', rejected);
      });
    }
    if (!result.retryable) return this.finish(entry, () => ledger.drop('export_failed', entry.items));
    this.later(entry, result.retryAfterMs);
  }

  private later(entry: Entry, retryAfterMs: number | undefined): void {
    this.options.shelf.putBack(entry);
    this.failures += 1;
    const { failures } = this;
    const random = this.options.random();
    this.asked = retryAfterMs !== undefined;
    this.pause(pauseMs({ failures, random, retryAfterMs, flushing: false, endsInMs: undefined }));
  }

  /** The body of a file; undefined if the file is torn or gone, `unreadable` if it may be there another time. */
  private async bodyOf(entry: Entry): Promise<Uint8Array | 'unreadable' | undefined> {
    try {
      return decodeRecord(await this.options.read(entry))?.body;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : 'unreadable';
    }
  }

  private finish(entry: Entry, count: () => void): Promise<void> {
    this.options.ledger.unspill(entry.items);
    count();
    return this.options.discard(entry);
  }

  private pause(ms: number): void {
    this.pausing = true;
    this.timer.set(ms, () => {
      this.pausing = false;
      this.start();
    });
  }
}
