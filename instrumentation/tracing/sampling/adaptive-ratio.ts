/** Time over which the rate of spans is measured. */
const WINDOW_MS = 5000;
/** The ratio moves only when the rate has left this band around the target; else it would never rest. */
const HYSTERESIS = { above: 1.2, below: 0.8 } as const;
/** Most that the ratio grows in one window: after a lull the first burst must not come through whole. */
const MAX_GROWTH = 2;
/** With a ratio of zero there would be no spans left to measure. */
const MIN_RATIO = 0.0001;

/** A ratio that follows the load, so that about as many spans per second are made as wanted. */
export class AdaptiveRatio {
  #current = 1;
  #spans = 0;
  #windowStart: number;

  /** @param now clock in milliseconds that never goes back */
  constructor(private readonly now: () => number) {
    this.#windowStart = now();
  }

  /** One span has ended. */
  count(): void {
    this.#spans += 1;
  }

  /** The ratio for the next request, at most `ceiling`. */
  ratio(target: number, ceiling: number): number {
    const elapsed = this.now() - this.#windowStart;
    if (elapsed >= WINDOW_MS) {
      this.#adjust((this.#spans / elapsed) * 1000, target, ceiling);
      this.#spans = 0;
      this.#windowStart += elapsed;
    }
    return Math.min(this.#current, ceiling);
  }

  #adjust(rate: number, target: number, ceiling: number): void {
    if (rate <= target * HYSTERESIS.above && rate >= target * HYSTERESIS.below) return;
    const factor = Math.min(rate === 0 ? MAX_GROWTH : target / rate, MAX_GROWTH);
    this.#current = Math.min(Math.max(Math.min(this.#current, ceiling) * factor, MIN_RATIO), ceiling);
  }
}
