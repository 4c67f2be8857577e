/** Lets a burst through and then a steady rate (token bucket). */
export class RateLimit {
  #left: number;
  #at: number;

  /** @param now milliseconds */
  constructor(
    private readonly burst: number,
    private readonly perSecond: number,
    private readonly now: () => number = Date.now,
  ) {
    this.#left = burst;
    this.#at = now();
  }

  /** True if one more may pass now. */
  take(): boolean {
    const at = this.now();
    // A clock that was set back must not take away what was left.
    const earned = (Math.max(0, at - this.#at) / 1000) * this.perSecond;
    this.#left = Math.min(this.burst, this.#left + earned);
    this.#at = at;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
