import { createRequire } from 'node:module';
import type { Redis } from 'ioredis';
import {
  findRedisServer,
  type RedisServer,
  startRedisServer,
} from '../../instrumentation/testing/redis-server';
import { until } from '../../instrumentation/testing/until';

interface Claim {
  readonly outcome: string;
  readonly body?: unknown;
  store(body: unknown): Promise<void>;
  release(): Promise<unknown>;
}
interface Stats {
  readonly hits: number;
  readonly misses: number;
  readonly evictions: number;
  readonly entries?: number;
}
interface Idempotency {
  claim(tenant: string, key: string, request: object): Promise<Claim>;
  getStats(): Promise<Stats>;
}
interface Taken {
  readonly admitted: boolean;
  readonly remaining: number;
  readonly resetSeconds: number;
}
interface Limiter {
  tenantOf(name: string | undefined): string;
  take(tenant: string): Promise<Taken>;
}
interface Guard {
  canActivate(context: object): Promise<boolean>;
}
interface Interceptor {
  intercept(context: object, next: object): Promise<unknown>;
}

const load = createRequire(__filename);
const { createRedis } = load('./redis') as { createRedis(url: string, log: object): Redis };
const { IdempotencyService } = load('./idempotency.service') as {
  IdempotencyService: new (redis: Redis, options: object) => Idempotency;
};
const { RateLimiter } = load('./rate-limiter') as {
  RateLimiter: new (redis: Redis | undefined, tenants: object) => Limiter;
};
const { RateLimitGuard } = load('./rate-limit.guard') as {
  RateLimitGuard: new (limiter: Limiter, log: object) => Guard;
};
const { IdempotencyInterceptor } = load('./idempotency.interceptor') as {
  IdempotencyInterceptor: new (idempotency: Idempotency, log: object) => Interceptor;
};

const DAY_MS = 86_400_000;
const ORDER = { sku: 'sku-1', amount: 2 };
const silent = { warn: () => undefined, error: () => undefined };

const binary = findRedisServer();
if (binary === undefined) {
  process.stdout.write(
    'Left out: cache and limits of the example on Redis, as there is no redis-server on PATH.\n',
  );
}
const describeWithRedis = binary === undefined ? describe.skip : describe;

describeWithRedis('two gateways on one Redis', () => {
  let server: RedisServer;
  let clients: readonly [Redis, Redis];
  beforeEach(async () => {
    server = await startRedisServer(binary as string);
    const client = (): Redis => createRedis(`redis://127.0.0.1:${server.port}`, silent);
    clients = [client(), client()];
  });
  afterEach(async () => {
    for (const client of clients) client.disconnect();
    await server.stop();
  });

  function caches(options: { capacity?: number; ttlMs?: number } = {}): readonly [Idempotency, Idempotency] {
    const { capacity = 100, ttlMs = DAY_MS } = options;
    const make = (client: Redis): Idempotency =>
      new IdempotencyService(client, { capacity, ttlMsOf: () => ttlMs });
    return [make(clients[0]), make(clients[1])];
  }
  function limiters(tenants: object): readonly [Limiter, Limiter] {
    return [new RateLimiter(clients[0], tenants), new RateLimiter(clients[1], tenants)];
  }

  it('run a request once, however often it comes at once', async () => {
    const both = caches();
    const claims = await Promise.all(
      Array.from({ length: 40 }, (_, i) => (both[i % 2] ?? both[0]).claim('acme', 'k', ORDER)),
    );
    const executed = claims.filter(({ outcome }) => outcome === 'executed');
    expect(executed).toHaveLength(1);
    expect(claims.filter(({ outcome }) => outcome === 'in_flight')).toHaveLength(39);
    await executed[0]?.store({ id: 'o-1' });
    for (const cache of both) {
      expect(await cache.claim('acme', 'k', ORDER)).toMatchObject({
        outcome: 'replayed',
        body: { id: 'o-1' },
      });
      expect(await cache.claim('acme', 'k', { sku: 'other' })).toMatchObject({ outcome: 'conflict' });
      // Another tenant gets nothing of it.
      const other = await cache.claim('globex', 'k', ORDER);
      expect(other.outcome).toBe('executed');
      await other.release();
    }
    const stats = await Promise.all(both.map((cache) => cache.getStats()));
    expect(stats.map(({ hits }) => hits)).toEqual([2, 2]);
    expect(stats.map(({ misses }) => misses)).toEqual([21, 21]);
    expect(stats.map(({ entries }) => entries)).toEqual([1, 1]);
  });

  it('a claim that lapsed ends no other one, and stores nothing', async () => {
    const [first, second] = caches();
    const lapsed = await first.claim('acme', 'k', ORDER);
    await clients[0].del('{idempotency}:claim:acme:k');
    const current = await second.claim('acme', 'k', ORDER);
    expect(current.outcome).toBe('executed');
    await lapsed.store({ id: 'late' });
    expect((await first.claim('acme', 'k', ORDER)).outcome).toBe('in_flight');
    await current.store({ id: 'right' });
    expect((await first.claim('acme', 'k', ORDER)).body).toEqual({ id: 'right' });
  });

  it('what failed can be tried again under its key', async () => {
    const [first, second] = caches();
    await (await first.claim('acme', 'k', ORDER)).release();
    expect((await second.claim('acme', 'k', ORDER)).outcome).toBe('executed');
  });

  it('a claim ends by itself, and so does an answer', async () => {
    const [cache] = caches({ ttlMs: 50 });
    const claim = await cache.claim('acme', 'k', ORDER);
    const lease = await clients[0].pttl('{idempotency}:claim:acme:k');
    expect(lease).toBeGreaterThan(10_000);
    expect(lease).toBeLessThanOrEqual(30_000);
    await claim.store({ id: 'o-1' });
    await until('the answer expires', async () => (await cache.getStats()).entries === 0);
    expect((await cache.claim('acme', 'k', ORDER)).outcome).toBe('expired');
  });

  it('the oldest answers make room, and count as evictions only while they could be replayed', async () => {
    const store = async (cache: Idempotency, key: string): Promise<void> =>
      (await cache.claim('acme', key, ORDER)).store({ key });
    const [lasting] = caches({ capacity: 5 });
    for (let i = 0; i < 8; i += 1) await store(lasting, `k${i}`);
    expect(await lasting.getStats()).toEqual({ hits: 0, misses: 8, evictions: 3, entries: 5 });
    expect((await lasting.claim('acme', 'k3', ORDER)).outcome).toBe('replayed');
    expect((await lasting.claim('acme', 'k2', ORDER)).outcome).toBe('executed');

    await clients[0].flushall();
    const [brief] = caches({ capacity: 1, ttlMs: 20 });
    await store(brief, 'a');
    await until('the answer expires', async () => (await brief.getStats()).entries === 0);
    await store(brief, 'b');
    expect((await brief.getStats()).evictions).toBe(0);
  });

  it('admit together what one quota allows, and no more', async () => {
    const both = limiters({
      trial: { limit: 'per_minute', requests: 10 },
      anonymous: { limit: 'per_day', requests: 2 },
    });
    const taken = await Promise.all(
      Array.from({ length: 60 }, (_, i) => (both[i % 2] ?? both[0]).take('trial')),
    );
    expect(taken.filter(({ admitted }) => admitted)).toHaveLength(10);
    expect(Math.min(...taken.map(({ remaining }) => remaining))).toBe(0);
    for (const { resetSeconds } of taken) {
      expect(resetSeconds).toBeGreaterThan(50);
      expect(resetSeconds).toBeLessThanOrEqual(60);
    }
    expect(await both[0].take('anonymous')).toMatchObject({ admitted: true, remaining: 1 });
  });

  it('without Redis limits admit, keys are refused, and what was counted stays', async () => {
    const [cache] = caches();
    await cache.claim('acme', 'k', ORDER);
    const [limiter] = limiters({ anonymous: { limit: 'per_minute', requests: 1 } });
    await server.stop();
    await until('the client notices', () => clients[0].status !== 'ready');

    const request = { get: () => 'k', tenant: 'acme', method: 'POST', url: '/orders', body: ORDER };
    const context = { switchToHttp: () => ({ getRequest: () => request, getResponse: () => ({}) }) };
    expect(await new RateLimitGuard(limiter, silent).canActivate(context)).toBe(true);
    const handle = jest.fn();
    await expect(
      new IdempotencyInterceptor(cache, silent).intercept(context, { handle }),
    ).rejects.toMatchObject({
      status: 503,
    });
    expect(handle).not.toHaveBeenCalled();
    expect(await cache.getStats()).toEqual({ hits: 0, misses: 1, evictions: 0 });
  });
});

it('a name that is not configured is no tenant; quotas that make no sense are refused', () => {
  const anonymous = { limit: 'per_minute', requests: 1 };
  const limiter = new RateLimiter(undefined, { anonymous, acme: anonymous });
  expect(['acme', 'made-up', undefined].map((name) => limiter.tenantOf(name))).toEqual([
    'acme',
    'anonymous',
    'anonymous',
  ]);
  expect(() => new RateLimiter(undefined, { acme: anonymous })).toThrow('must have anonymous');
  expect(() => new RateLimiter(undefined, { anonymous: { limit: 'per_year', requests: 1 } })).toThrow(
    'per_10_seconds, per_minute, per_day',
  );
});
