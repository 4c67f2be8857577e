/** What is read of something that counts by itself, or knows a level: a cache, a pool, a queue. */
export interface Source<T extends object> {
  /** What it is called in health and log, e.g. `pg pool main`. */
  readonly name: string;
  /** Called once it is registered, before the first reading. */
  begin?(target: T): void;
  /** Records what the target says now; called at each scrape. What it throws is counted, and the scrape goes on. */
  read?(target: T): void | Promise<void>;
  /** Called when it is no longer read: levels fall to 0, totals stay. Without a target, that has been collected. */
  end?(target: T | undefined): void;
}

/** What stands for a source that is being read. */
export interface Registration {
  /** Reads it no more. What it has counted stays, and is not counted again if it is registered once more. */
  unregister(): void;
}
