import type { Recorder } from '../metrics/recorder';
import { Total } from '../metrics/total';
import { Level } from './level';
import type { Source } from './source';

/** Totals of a cache since it began, and how many entries it has now. */
export interface CacheStats {
  readonly hits: number;
  readonly misses: number;
  /** Entries that were dropped before their time. */
  readonly evictions?: number;
  readonly entries?: number;
}

/** A cache that counts itself, or a function that gives its counts. */
export type CountingCache =
  { getStats(): CacheStats | Promise<CacheStats> } | (() => CacheStats | Promise<CacheStats>);

/** Makes the source of the cache of an idempotency service. */
export function idempotencyCacheSource(recorder: Recorder): Source<CountingCache> {
  const [hits, misses, evictions] = [new Total(), new Total(), new Total()];
  const entries = new Level(recorder, 'idempotency.entries', {});
  return {
    name: 'idempotency cache',
    read: (cache) =>
      readStats(cache, (stats) => {
        recorder.counter('idempotency.hits').inc({}, hits.rise(stats.hits));
        recorder.counter('idempotency.misses').inc({}, misses.rise(stats.misses));
        if (stats.evictions !== undefined) {
          recorder.counter('idempotency.evictions').inc({}, evictions.rise(stats.evictions));
        }
        if (stats.entries !== undefined) entries.set(stats.entries);
      }),
    end: () => entries.set(0),
  };
}

/** Makes the source of the gateway's own cache of answers of models. */
export function llmCacheSource(recorder: Recorder): Source<CountingCache> {
  const [hits, misses] = [new Total(), new Total()];
  return {
    name: 'answer cache',
    read: (cache) =>
      readStats(cache, (stats) => {
        recorder.counter('llm.cache.requests').inc({ result: 'hit' }, hits.rise(stats.hits));
        recorder.counter('llm.cache.requests').inc({ result: 'miss' }, misses.rise(stats.misses));
      }),
  };
}

/** Stays synchronous where the cache is: its figures are then those of this very scrape. */
function readStats(cache: CountingCache, record: (stats: CacheStats) => void): void | Promise<void> {
  const stats = typeof cache === 'function' ? cache() : cache.getStats();
  return stats instanceof Promise ? stats.then(record) : record(stats);
}
