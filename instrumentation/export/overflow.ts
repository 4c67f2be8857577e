import type { HealthReporter } from '../health/reporter';
import type { Log } from '../log/log';
import type { Signal } from './ledger';

/** Share of the queue below which an overflow counts as over; a gap to full keeps the state from flapping. */
export const RELIEVED_BELOW = 0.5;

/** Tells health and log that the queue of a signal overflows: one log line per change of state. */
export class Overflow {
  private dropped = 0;
  private readonly component: string;

  constructor(
    private readonly signal: Signal,
    private readonly health: HealthReporter,
    private readonly log: Log,
  ) {
    this.component = `export.${signal}.queue`;
  }

  /** An item came while the queue was full. */
  drop(): void {
    this.dropped += 1;
    if (this.dropped > 1) return;
    this.health.report(this.component, 'degraded', 'the queue is full: what comes is dropped and counted');
    this.log.warn(`${this.signal}: the export queue is full; what comes is dropped and counted`);
  }

  /** The queue has become shorter. @param fill share of it that is taken, of items or of bytes */
  shrunk(fill: number): void {
    if (this.dropped === 0 || fill >= RELIEVED_BELOW) return;
    this.health.report(
      this.component,
      'ok',
      `the queue has room again; ${this.dropped} dropped while it had none`,
    );
    this.log.info(
      `${this.signal}: the export queue has room again; ${this.dropped} dropped while it had none`,
    );
    this.dropped = 0;
  }
}
