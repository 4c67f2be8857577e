import { setTimeout } from 'node:timers/promises';
import type { LazyTransport } from '../export/lazy-transport';

/** What the last probe has found. */
export interface CollectorState {
  /** Null as long as the first probe has no answer. */
  readonly accepts: boolean | null;
  /** Seconds since that answer; null without one. */
  readonly checkedAgeSeconds: number | null;
  /** Why it does not accept exports. */
  readonly reason?: string;
}

/** Probes are answered from the last result for this long: orchestrators ask each second, collectors serve many. */
const INTERVAL_MS = 10_000;
/** Longest time that a question waits for a probe under way; the usual timeout of a readiness probe is a second. */
const PATIENCE_MS = 500;

export interface ProbeClock {
  /** Milliseconds. */
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<unknown>;
}

const systemClock: ProbeClock = {
  now: Date.now,
  wait: (ms) => setTimeout(ms, undefined, { ref: false }),
};

/**
 * Finds out whether the collector accepts exports by a real one, of no spans. It goes past the queue, so that it tells
 * about the connection even while no request is traced, and counts nowhere.
 */
export class CollectorProbe {
  #answer: { readonly at: number; readonly accepts: boolean; readonly reason?: string } | undefined;
  #underway: Promise<void> | undefined;

  constructor(
    private readonly transport: LazyTransport<never>,
    private readonly clock: ProbeClock = systemClock,
  ) {}

  /** The state, from a probe that is at most 10 s old unless the collector takes longer than half a second. */
  async state(): Promise<CollectorState> {
    if (this.#isDue()) this.#underway ??= this.#probe();
    if (this.#underway !== undefined) await Promise.race([this.#underway, this.clock.wait(PATIENCE_MS)]);
    const answer = this.#answer;
    if (answer === undefined) return { accepts: null, checkedAgeSeconds: null };
    const { at, accepts, reason } = answer;
    const checkedAgeSeconds = Math.max(0, this.clock.now() - at) / 1000;
    return { accepts, checkedAgeSeconds, ...(reason === undefined ? {} : { reason }) };
  }

  #isDue(): boolean {
    return this.#answer === undefined || this.clock.now() - this.#answer.at >= INTERVAL_MS;
  }

  async #probe(): Promise<void> {
    const refusal = await this.#send();
    const at = this.clock.now();
    this.#answer = refusal === undefined ? { at, accepts: true } : { at, accepts: false, reason: refusal };
    // A connection made anew reads certificates and looks up names again.
    if (refusal !== undefined) this.transport.renew();
    this.#underway = undefined;
  }

  /** The reason of a refusal; undefined if there was none. */
  #send(): Promise<string | undefined> {
    return new Promise((resolve) => {
      try {
        this.transport.send([], (result) => resolve(result.ok ? undefined : result.reason));
      } catch (error) {
        resolve(error instanceof Error ? error.message : String(error));
      }
    });
  }
}
