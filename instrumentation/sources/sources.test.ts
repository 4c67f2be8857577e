import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { HealthStatus } from '../health/reporter';
import { bind, type PackName, packs } from '../contract';
import { MetricsRegistry } from '../metrics/registry';
import { parseMetrics } from '../testing/metrics-text';
import { until } from '../testing/until';
import { type CacheStats, type CountingCache, idempotencyCacheSource } from './cache';
import { Level } from './level';
import { observedSource, type Read } from './observe';
import { Sources } from './sources';

const BINDING = bind({ name: 'all', packs: Object.keys(packs) as PackName[], metrics: {} });
const HITS = 'gateway_idempotency_hits_total';

function setUp(deadlineMs?: number) {
  const registry = new MetricsRegistry(BINDING);
  const lines: string[] = [];
  const health: { status?: HealthStatus; message?: string | undefined } = {};
  const sources = new Sources({
    recorder: registry,
    health: { report: (_component, status, message) => Object.assign(health, { status, message }) },
    log: { info: (line) => lines.push(line), warn: (line) => lines.push(line) },
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
  });
  registry.beforeScrape(() => sources.collect());
  const scrape = async () => parseMetrics(await registry.render());
  return {
    sources,
    lines,
    health,
    registry,
    scrape,
    errors: async () => (await scrape()).sum('gatewatch_internal_errors_total', { where: 'sources' }),
    cache: (cache: CountingCache) =>
      sources.add(cache, 'cache', { held: true, make: idempotencyCacheSource }),
    level: (read: Read, key = 'level') =>
      sources.add(read, key, {
        key,
        held: true,
        make: (recorder) => observedSource(recorder, 'db.pool.waiting', { pool: 'main' }),
      }),
  };
}

/** A cache that says what it is told to. */
function cacheOf(stats: Partial<CacheStats>): { stats: CacheStats; getStats(): CacheStats } {
  const all = { hits: 0, misses: 0, ...stats };
  return { stats: all, getStats: () => all };
}

describe('totals', () => {
  it('are counted once, however often they are read and registered', async () => {
    const { cache, scrape } = setUp();
    const target = cacheOf({ hits: 5, misses: 2, evictions: 1, entries: 7 });
    cache(target);
    cache(target);
    await Promise.all([scrape(), scrape()]);
    const samples = await scrape();
    expect(samples.sum(HITS)).toBe(5);
    expect(samples.sum('gateway_idempotency_misses_total')).toBe(2);
    expect(samples.sum('gateway_idempotency_evictions_total')).toBe(1);
    expect(samples.sum('gateway_idempotency_entries')).toBe(7);
  });

  it('go on where they stood when a source is registered once more', async () => {
    const { cache, scrape } = setUp();
    const target = cacheOf({ hits: 5 });
    const registered = cache(target);
    await scrape();
    registered.unregister();
    target.stats = { ...target.stats, hits: 8 };
    target.getStats = () => target.stats;
    expect((await scrape()).sum(HITS)).toBe(5);
    cache(target);
    expect((await scrape()).sum(HITS)).toBe(8);
  });

  it('begin anew with a service that began anew', async () => {
    const { cache, scrape } = setUp();
    let stats: CacheStats = { hits: 5, misses: 0 };
    cache(() => stats);
    await scrape();
    stats = { hits: 2, misses: 0 };
    expect((await scrape()).sum(HITS)).toBe(7);
    expect((await scrape()).sum(HITS)).toBe(7);
  });

  it('of two services add up, and so do their levels until one of them ends', async () => {
    const { cache, scrape } = setUp();
    const first = cache(cacheOf({ hits: 5, entries: 3 }));
    cache(cacheOf({ hits: 7, entries: 4 }));
    expect((await scrape()).sum('gateway_idempotency_entries')).toBe(7);
    first.unregister();
    first.unregister();
    const samples = await scrape();
    expect(samples.sum(HITS)).toBe(12);
    expect(samples.sum('gateway_idempotency_entries')).toBe(4);
  });
});

describe('a source that', () => {
  it('throws is counted and named, once in the log, and the rest of the page is there', async () => {
    const { cache, level, scrape, health, lines, errors } = setUp();
    let isBroken = true;
    cache(() => {
      if (isBroken) throw new Error('no cache');
      return { hits: 3, misses: 0 };
    });
    level(() => 4);
    const samples = await scrape();
    expect(samples.sum('db_connection_pool_waiting')).toBe(4);
    expect(health).toEqual({ status: 'degraded', message: 'idempotency cache: no cache' });
    expect(await errors()).toBe(2);
    expect(lines).toEqual(['source idempotency cache cannot be read: no cache']);
    isBroken = false;
    expect((await scrape()).sum(HITS)).toBe(3);
    expect(health.status).toBe('ok');
  });

  it.each([NaN, -1, Infinity, undefined as unknown as number])('counts %p is wrong', async (hits) => {
    const { cache, scrape, errors, health } = setUp();
    let stats = { hits, misses: 1 };
    cache(() => stats);
    await scrape();
    expect(health.status).toBe('degraded');
    stats = { hits: 4, misses: 1 };
    const samples = await scrape();
    expect([samples.sum(HITS), samples.sum('gateway_idempotency_misses_total')]).toEqual([4, 1]);
    expect(await errors()).toBe(1);
  });

  it('answers late holds no scrape up, is asked nothing more meanwhile, and is read when it answers', async () => {
    const { level, scrape, health, errors } = setUp(20);
    let answer = (_value: number): void => undefined;
    let asked = 0;
    level(() => {
      asked++;
      return new Promise<number>((resolve) => (answer = resolve));
    });
    await scrape();
    expect(health).toEqual({
      status: 'degraded',
      message: 'db.pool.waiting {"pool":"main"}: no answer within 20 ms',
    });
    await scrape();
    expect(asked).toBe(1);
    expect(await errors()).toBe(3);
    answer(6);
    await until('it is asked again', async () => {
      const waiting = scrape();
      if (asked === 2) answer(6);
      await waiting;
      return asked === 2;
    });
    expect((await scrape()).sum('db_connection_pool_waiting')).toBe(6);
  });

  it('rejects after its time is up is no unhandled rejection', async () => {
    const { level, scrape } = setUp(5);
    let fail = (_error: Error): void => undefined;
    level(() => new Promise<number>((_resolve, reject) => (fail = reject)));
    await scrape();
    fail(new Error('too late'));
    await new Promise((resolve) => setImmediate(resolve));
    expect((await scrape()).sum('db_connection_pool_waiting')).toBe(0);
  });
});

it('a newer source takes the place of one of the same series; the older one is read no more', async () => {
  const { level, scrape, lines } = setUp();
  let reads = 0;
  const older = level(() => ++reads);
  await scrape();
  level(() => 50);
  expect((await scrape()).sum('db_connection_pool_waiting')).toBe(50);
  older.unregister();
  expect((await scrape()).sum('db_connection_pool_waiting')).toBe(50);
  expect(reads).toBe(1);
  expect(lines).toEqual([
    'source db.pool.waiting {"pool":"main"} takes the place of an older one of that name',
  ]);
});

it('levels fall to 0 with what they are read of', async () => {
  const { level, scrape } = setUp();
  const registered = level(() => 9);
  expect((await scrape()).sum('db_connection_pool_waiting')).toBe(9);
  registered.unregister();
  expect((await scrape()).sum('db_connection_pool_waiting')).toBe(0);
});

it('what nobody else holds is not kept alive, unless it was to be held; its levels fall to 0', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const { sources, scrape } = setUp();
  const service = (name: string, held: boolean) => {
    const target = { active: 3 };
    sources.add(target, 'pool', {
      held,
      make: (recorder) => {
        const level = new Level(recorder, 'pool.connections.active', { service: name });
        return { name, read: ({ active }) => level.set(active), end: () => level.set(0) };
      },
    });
    return new WeakRef(target);
  };
  const loose = service('loose', false);
  const held = service('held', true);
  await until('what is not held is collected', () => {
    collectGarbage();
    return loose.deref() === undefined;
  });
  const samples = await scrape();
  expect(held.deref()).toEqual({ active: 3 });
  expect(samples.sum('connection_pool_connections_active', { service: 'loose' })).toBe(0);
  expect(samples.sum('connection_pool_connections_active', { service: 'held' })).toBe(3);
});
