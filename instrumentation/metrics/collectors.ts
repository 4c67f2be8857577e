import type { GaugeSeries } from './series';

/** What brings values up to date at the start of a scrape. Nothing that it throws spoils the scrape. */
export class Collectors {
  readonly #beforeScrape: (() => void | Promise<void>)[] = [];
  readonly #reads = new Map<GaugeSeries, () => number>();

  /** @param onError told of each one that failed */
  constructor(private readonly onError: () => void) {}

  add(collect: () => void | Promise<void>): void {
    this.#beforeScrape.push(collect);
  }

  /** Reads the value of a gauge when somebody asks. */
  read(gauge: GaugeSeries, read: () => number): void {
    this.#reads.set(gauge, read);
  }

  /** Value of a gauge that is read; undefined of one that is set. */
  valueOf(gauge: object): number | undefined {
    return this.#reads.get(gauge as GaugeSeries)?.();
  }

  /** Calls them all. Never rejects. */
  async collect(): Promise<void> {
    await Promise.all(this.#beforeScrape.map((collect) => this.#guard(collect)));
    for (const [gauge, read] of this.#reads) void this.#guard(() => gauge.set(read()));
  }

  async #guard(collect: () => void | Promise<void>): Promise<void> {
    try {
      await collect();
    } catch {
      this.onError();
    }
  }
}
