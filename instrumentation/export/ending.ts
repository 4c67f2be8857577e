import type { Clock } from './clock';

/** What is known about the end of the process. */
export class Ending {
  private endsAt: number | undefined;

  /** True from when the process may end at any moment. */
  isNear = false;

  constructor(private readonly clock: Clock) {}

  /** Somebody waits so long for a flush; once the end is near that is how long the process still lives. */
  waitsFor(ms: number): void {
    if (this.isNear) this.endsAt = Math.max(this.endsAt ?? 0, this.clock.now() + ms);
  }

  /** Milliseconds that the process still has; undefined while it goes on, be it in spite of what was announced. */
  get inMs(): number | undefined {
    const left = this.endsAt === undefined ? 0 : this.endsAt - this.clock.now();
    return left > 0 ? left : undefined;
  }
}
