import type { Clock } from './clock';

interface Waiter {
  readonly settledAt: number;
  readonly resolve: () => void;
}

/** Those who wait for a flush. */
export class Waiters {
  private waiting: Waiter[] = [];

  constructor(private readonly clock: Clock) {}

  get any(): boolean {
    return this.waiting.length > 0;
  }

  /** Resolves once `settledAt` items are settled, or after `withinMs`. */
  until(settledAt: number, withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.clock.after(withinMs, () => {
        this.waiting = this.waiting.filter((other) => other !== waiter);
        resolve();
      });
      const waiter: Waiter = {
        settledAt,
        resolve: () => {
          cancel();
          resolve();
        },
      };
      this.waiting.push(waiter);
    });
  }

  /** Takes out those who have waited for `settled` items or fewer; calling the result lets them go. */
  take(settled: number): () => void {
    const done = this.waiting.filter((waiter) => waiter.settledAt <= settled);
    this.waiting = this.waiting.filter((waiter) => waiter.settledAt > settled);
    return () => done.forEach((waiter) => waiter.resolve());
  }
}
