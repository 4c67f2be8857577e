import { DROP_REASONS, type EXPORT_SIGNALS } from '../contract';
import type { Recorder } from '../metrics/recorder';

export type Signal = (typeof EXPORT_SIGNALS)[number];
export type DropReason = (typeof DROP_REASONS)[number];

/** Where every item of a signal went. At any time `ended + recovered = exported + dropped + queued + spilled`. */
export interface Balance {
  readonly ended: number;
  readonly exported: number;
  readonly dropped: Readonly<Record<DropReason, number>>;
  /** Waiting for, or in, an export call. */
  readonly queued: number;
  /** Waiting on disk. */
  readonly spilled: number;
  /** Taken over from processes that have ended and had left them on disk. */
  readonly recovered: number;
}

const noneDropped = (): Record<DropReason, number> => ({
  queue_full: 0,
  rate_limited: 0,
  export_failed: 0,
  shutdown: 0,
  spill_full: 0,
  spill_failed: 0,
  spill_damaged: 0,
});

/** Balance of a signal that is switched off. */
export const EMPTY_BALANCE: Balance = {
  ended: 0,
  exported: 0,
  dropped: noneDropped(),
  queued: 0,
  spilled: 0,
  recovered: 0,
};

/** Counts what happens to the items of one signal, for the sender's own use and as metrics of the contract. */
export class Ledger {
  private ended = 0;
  private exported = 0;
  private spilled = 0;
  private recovered = 0;
  private readonly dropped = noneDropped();
  private readonly counts;

  constructor(
    private readonly signal: Signal,
    queue: { readonly capacity: number; readonly capacityBytes: number },
    recorder: Recorder,
  ) {
    this.counts = {
      ended: recorder.counter('export.ended'),
      exported: recorder.counter('export.exported'),
      dropped: recorder.counter('export.dropped'),
      recovered: recorder.counter('export.recovered'),
      duration: recorder.histogram('export.duration'),
      lastSuccess: recorder.gauge('export.last_success'),
    };
    // The queue is what the others leave, so the equation holds by construction.
    recorder.gauge('export.queued').observe({ signal }, () => this.queued);
    recorder.gauge('export.spilled').observe({ signal }, () => this.spilled);
    recorder.gauge('export.queue.capacity').set({ signal }, queue.capacity);
    recorder.gauge('export.queue.capacity_bytes').set({ signal }, queue.capacityBytes);
    this.counts.lastSuccess.set({ signal }, 0);
    // Series that exist from the start let `rate()` see the first increment.
    this.counts.ended.inc({ signal }, 0);
    this.counts.exported.inc({ signal }, 0);
    this.counts.recovered.inc({ signal }, 0);
    for (const reason of DROP_REASONS) {
      this.counts.dropped.inc({ signal, reason }, 0);
    }
  }

  get queued(): number {
    const dropped = DROP_REASONS.reduce((sum, reason) => sum + this.dropped[reason], 0);
    return this.ended + this.recovered - this.exported - dropped - this.spilled;
  }

  get balance(): Balance {
    return {
      ended: this.ended,
      exported: this.exported,
      dropped: { ...this.dropped },
      queued: this.queued,
      spilled: this.spilled,
      recovered: this.recovered,
    };
  }

  end(): void {
    this.ended += 1;
    this.counts.ended.inc({ signal: this.signal });
  }

  export(items: number): void {
    if (items === 0) return;
    this.exported += items;
    this.counts.exported.inc({ signal: this.signal }, items);
  }

  drop(reason: DropReason, items: number): void {
    if (items === 0) return;
    this.dropped[reason] += items;
    this.counts.dropped.inc({ signal: this.signal, reason }, items);
  }

  /** Items went from the queue, or with a folder that was taken over, to disk. */
  spill(items: number): void {
    this.spilled += items;
  }

  /** Items on disk are exported or dropped. */
  unspill(items: number): void {
    this.spilled -= items;
  }

  /** Items of processes that have ended were found on disk. */
  recover(items: number): void {
    if (items === 0) return;
    this.recovered += items;
    this.counts.recovered.inc({ signal: this.signal }, items);
  }

  /** One export call has ended. */
  call(outcome: 'ok' | 'error', seconds: number, unixSeconds: number): void {
    this.counts.duration.observe({ signal: this.signal, outcome }, seconds);
    if (outcome === 'ok') this.counts.lastSuccess.set({ signal: this.signal }, unixSeconds);
  }
}
