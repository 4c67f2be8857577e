import type { Binding } from '../contract';
import type { MetricsRegistry } from '../metrics/registry';
import type { Scraped } from '../metrics/render/scraper';
import { Aggregate } from './aggregate';
import { ANSWER_WITHIN_MS } from './hub';
import type { Shown, WorkerMessage } from './message';

/** The hub itself waits for other workers. */
const SHOWN_WITHIN_MS = 2 * ANSWER_WITHIN_MS;

/**
 * What a worker shows that is asked for a page itself, as on one of the gateway's own servers: what all have counted, as
 * the hub knows it. Without an answer in time it shows what it has counted itself.
 */
export class RemotePage implements Scraped {
  readonly isElsewhere = true;
  #families: Scraped['families'];
  #page = 0;
  #waiting: ((shown: Shown | undefined) => void) | undefined;

  constructor(
    private readonly of: { readonly registry: MetricsRegistry; readonly binding: Binding },
    private readonly send: (message: WorkerMessage) => void,
  ) {
    this.#families = of.registry.families;
  }

  get families(): Scraped['families'] {
    return this.#families;
  }

  async collect(): Promise<void> {
    const { registry, binding } = this.of;
    const shown = await this.#ask();
    if (shown === undefined) {
      await registry.collect();
      this.#families = registry.families;
      return;
    }
    const aggregate = new Aggregate(binding, () => undefined);
    aggregate.add(shown.all);
    aggregate.copyGauges(shown.gauges);
    this.#families = aggregate.families;
  }

  /** What the hub has answered. */
  shown(shown: Shown): void {
    if (shown.page === this.#page) this.end(shown);
  }

  /** Lets a page that waits go on. */
  end(shown?: Shown): void {
    this.#waiting?.(shown);
  }

  #ask(): Promise<Shown | undefined> {
    this.#page += 1;
    this.end();
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(undefined), SHOWN_WITHIN_MS).unref();
      this.#waiting = (shown) => {
        clearTimeout(timer);
        resolve(shown);
      };
      this.send({ is: 'show', page: this.#page });
    });
  }
}
