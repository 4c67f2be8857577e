import type { InternalPart } from '../contract';
import type { HealthReporter } from '../health/reporter';
import type { Log } from '../log/log';
import type { Recorder } from '../metrics/recorder';
import { type Entry, isPending, later } from './reading';
import type { Registration, Source } from './source';

/** Longest time that a scrape waits for a source: a page is expected within 100 ms, and Prometheus waits for 10 s. */
export const SOURCE_DEADLINE_MS = 250;

export interface SourcesOptions {
  readonly recorder: Recorder & { countError(where: InternalPart): void };
  readonly health: HealthReporter;
  readonly log: Log;
  readonly deadlineMs?: number;
}

/** How a source is registered. */
export interface Registering<T extends object> {
  /** Sources with the same key stand for the same series: a newer one takes the place of an older one. */
  readonly key?: string;
  /**
   * True keeps the target alive until it is unregistered, for one that nobody else may hold. Else it is read as long as
   * the gateway holds it.
   */
  readonly held?: boolean;
  make(recorder: Recorder): Source<T>;
}

/** The sources of this process. Nothing that a source does makes a scrape fail or wait for long. */
export class Sources {
  readonly #entries = new Set<Entry>();
  /** Entries of targets that were registered at any time, by kind: totals go on where they stood. */
  readonly #known = new WeakMap<object, Map<string, Entry>>();
  readonly #failing = new Map<Entry, string>();
  #underway: Promise<void> | undefined;

  constructor(private readonly options: SourcesOptions) {}

  /**
   * Reads `target` from the next scrape on.
   * @param kind what is read of it; a target that is read already is not read twice
   */
  add<T extends object>(target: T, kind: string, { key, held = false, make }: Registering<T>): Registration {
    const kinds = this.#known.get(target) ?? new Map<string, Entry>();
    this.#known.set(target, kinds);
    const entry: Entry = kinds.get(kind) ?? {
      source: make(this.options.recorder) as Source<object>,
      key,
      target: new WeakRef(target),
      held: undefined,
      isReading: false,
    };
    kinds.set(kind, entry);
    if (!this.#entries.has(entry)) this.#begin(entry, target, held);
    return { unregister: () => this.#end(entry) };
  }

  /** Reads every source. Resolves when all have been read or their time is up; never rejects. */
  collect(): Promise<void> {
    // Scrapes at the same moment share one reading.
    return (this.#underway ??= this.#readAll().finally(() => (this.#underway = undefined)));
  }

  async #readAll(): Promise<void> {
    await Promise.all([...this.#entries].map((entry) => this.#read(entry)));
  }

  #begin(entry: Entry, target: object, held: boolean): void {
    for (const other of this.#entries) {
      if (entry.key !== undefined && other.key === entry.key) {
        this.options.log.info(`source ${entry.source.name} takes the place of an older one of that name`);
        this.#end(other);
      }
    }
    entry.held = held ? target : undefined;
    this.#entries.add(entry);
    this.#guard(entry, () => entry.source.begin?.(target));
  }

  #end(entry: Entry): void {
    if (!this.#entries.delete(entry)) return;
    entry.held = undefined;
    this.#guard(entry, () => entry.source.end?.(entry.target.deref()));
    this.#succeeded(entry);
  }

  #guard(entry: Entry, run: () => void): void {
    try {
      run();
    } catch (error) {
      this.#failed(entry, error instanceof Error ? error.message : String(error));
    }
  }

  async #read(entry: Entry): Promise<void> {
    const target = entry.target.deref();
    if (target === undefined) return this.#end(entry);
    // The answer of the last scrape's question is still to come: another one would only add to the load.
    if (entry.isReading) return this.#failed(entry, 'still no answer');
    try {
      const reading = entry.source.read?.(target);
      if (isPending(reading)) await this.#await(entry, reading);
      else this.#succeeded(entry);
    } catch (error) {
      this.#failed(entry, error instanceof Error ? error.message : String(error));
    }
  }

  async #await(entry: Entry, reading: Promise<void>): Promise<void> {
    const { deadlineMs = SOURCE_DEADLINE_MS } = this.options;
    entry.isReading = true;
    const done = reading.finally(() => (entry.isReading = false));
    const late = later(deadlineMs, `no answer within ${deadlineMs} ms`);
    try {
      await Promise.race([done, late.promise]);
      this.#succeeded(entry);
    } finally {
      late.cancel();
      // It may still fail after its time is up, when nobody waits any more.
      done.catch(() => undefined);
    }
  }

  #succeeded(entry: Entry): void {
    if (this.#failing.delete(entry)) this.#report();
  }

  #failed(entry: Entry, reason: string): void {
    this.options.recorder.countError('sources');
    const isNew = !this.#failing.has(entry);
    this.#failing.set(entry, reason);
    if (isNew) this.options.log.warn(`source ${entry.source.name} cannot be read: ${reason}`);
    this.#report();
  }

  #report(): void {
    const failing = [...this.#failing].map(([{ source }, reason]) => `${source.name}: ${reason}`);
    if (failing.length === 0) this.options.health.report('sources', 'ok');
    else this.options.health.report('sources', 'degraded', failing.join('; '));
  }
}
