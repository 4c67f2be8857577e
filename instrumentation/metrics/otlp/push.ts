import { setImmediate } from 'node:timers/promises';
import type { Reachability } from '../../export/reachability';
import type { SendResult, Transport } from '../../export/transport';
import type { Scraped } from '../render/scraper';
import { type Origin, requests } from './requests';

export interface PushOptions {
  /** What a page would show now; undefined where another process tells it. */
  readonly shown: () => Scraped | undefined;
  readonly origin: Origin;
  /** When the counters of this process began, in Unix milliseconds. */
  readonly startMs: number;
  /** Milliseconds between two pushes. */
  readonly everyMs: number;
  readonly transport: Transport<Uint8Array>;
  readonly reachability: Pick<Reachability, 'succeeded' | 'failed'>;
}

/**
 * Sends all metrics now and then, cumulative: a push that fails costs nothing, since the next one holds everything. One
 * is under way at a time.
 */
export class Push {
  #underway: Promise<void> | undefined;
  readonly #timer: NodeJS.Timeout;

  constructor(private readonly options: PushOptions) {
    this.#timer = setInterval(() => void this.now(), options.everyMs).unref();
  }

  /** Sends everything as it is now, or joins the push that is under way. Never rejects. */
  now(): Promise<void> {
    return (this.#underway ??= this.#push().finally(() => (this.#underway = undefined)));
  }

  /** Sends everything for the last time. Resolves after `withinMs` at the latest. */
  async end(withinMs: number): Promise<void> {
    clearInterval(this.#timer);
    // What is under way began before the last request ended.
    const last = (this.#underway ?? Promise.resolve()).then(() => this.now());
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([last, new Promise((resolve) => (timer = setTimeout(resolve, withinMs)))]);
    clearTimeout(timer);
    this.options.transport.close();
  }

  async #push(): Promise<void> {
    const { origin, startMs, transport, reachability } = this.options;
    try {
      const shown = this.options.shown();
      if (shown === undefined) return;
      await shown.collect();
      for (const request of requests(shown.families, origin, { startMs, endMs: Date.now() })) {
        const result = await new Promise<SendResult>((done) => transport.send([request], done));
        if (!result.ok) return reachability.failed(result.reason, false, false);
        // A page of thousands of series must not hold up a request.
        await setImmediate();
      }
      reachability.succeeded();
    } catch (error) {
      reachability.failed(error instanceof Error ? error.message : String(error), false, false);
    }
  }
}
