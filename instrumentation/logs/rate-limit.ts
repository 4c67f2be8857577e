/** Part of a second's worth that has to be free again before the limit counts as no longer reached. */
const RELIEVED_AT = 0.5;

export interface RateLimitOptions {
  /** Most items per second, and most at once. */
  readonly perSecond: number;
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
  /** Called when the limit is reached, and when there is room again, with the items refused in between. */
  readonly onChange: (isReached: boolean, refused: number) => void;
}

/** A token bucket that holds one second's worth. */
export class RateLimit {
  #tokens: number;
  #at: number;
  #refused = 0;

  constructor(private readonly options: RateLimitOptions) {
    this.#tokens = options.perSecond;
    this.#at = options.now();
  }

  /** True if one more item may pass. */
  admits(): boolean {
    const { perSecond, now, onChange } = this.options;
    const at = now();
    this.#tokens = Math.min(perSecond, this.#tokens + ((at - this.#at) / 1000) * perSecond);
    this.#at = at;
    if (this.#tokens < 1) {
      this.#refused += 1;
      if (this.#refused === 1) onChange(true, 0);
      return false;
    }
    if (this.#refused > 0 && this.#tokens >= perSecond * RELIEVED_AT) {
      onChange(false, this.#refused);
      this.#refused = 0;
    }
    this.#tokens -= 1;
    return true;
  }
}
