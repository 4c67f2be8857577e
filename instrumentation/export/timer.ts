import type { Clock } from './clock';

/** One call to come, at most. */
export class Timer {
  private cancelCall: () => void = () => undefined;

  constructor(private readonly clock: Clock) {}

  /** Calls `run` after `ms`, in place of what was to be called before. */
  set(ms: number, run: () => void): void {
    this.cancelCall();
    this.cancelCall = this.clock.after(ms, run);
  }

  cancel(): void {
    this.cancelCall();
  }
}
