import type { HealthReporter } from '../../health/reporter';
import type { Log } from '../../log/log';
import type { Signal } from '../ledger';

type State = 'empty' | 'holding' | 'full' | 'failing';

/** Tells health and log how the spill is: one log line per change of state. */
export class SpillState {
  private state: State = 'empty';
  private readonly component: string;

  constructor(
    private readonly signal: Signal,
    private readonly folder: string,
    private readonly health: HealthReporter,
    private readonly log: Log,
  ) {
    this.component = `export.${signal}.spill`;
    health.report(this.component, 'ok', `nothing is on disk in ${folder}`);
  }

  /** A batch lies on disk. */
  holds(): void {
    // The folder stays full until everything is sent: eviction goes on with the next batch.
    if (this.state === 'full') return;
    this.become('holding', `batches wait on disk in ${this.folder}`);
  }

  /** The oldest batches go to make room. */
  full(): void {
    this.become(
      'full',
      `${this.folder} has reached GATEWATCH_SPILL_MAX_BYTES: the oldest are dropped and counted`,
    );
  }

  failed(reason: string): void {
    const fate = 'what the queue cannot hold is dropped and counted';
    this.become('failing', `${this.folder} cannot be written or read (${reason}); ${fate}`);
  }

  /** Nothing lies on disk any more. */
  emptied(): void {
    this.become('empty', `everything that was on disk in ${this.folder} is dealt with`);
  }

  private become(state: State, message: string): void {
    if (state === this.state) return;
    this.state = state;
    const isWell = state === 'empty' || state === 'holding';
    this.health.report(this.component, isWell ? 'ok' : 'degraded', message);
    if (isWell) this.log.info(`${this.signal}: ${message}`);
    else this.log.warn(`${this.signal}: ${message}`);
  }
}
