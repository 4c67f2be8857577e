import { Queue, UnrecoverableError, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { telemetry } from '../api';
import { type PackName, packs } from '../contract';
import { parseMetrics } from '../testing/metrics-text';
import { findRedisServer, type RedisServer, startRedisServer } from '../testing/redis-server';
import { startRunning, stopRunning } from '../testing/running';
import { until } from '../testing/until';

jest.setTimeout(60_000);

const binary = findRedisServer();
if (binary === undefined) {
  process.stdout.write('Left out: sources of a real Redis, as there is no redis-server on PATH.\n');
}
const describeWithRedis = binary === undefined ? describe.skip : describe;

describeWithRedis('with a real Redis', () => {
  let redis: RedisServer;
  const closing: (() => Promise<unknown>)[] = [];
  beforeEach(async () => {
    redis = await startRedisServer(binary as string);
  });
  afterEach(async () => {
    stopRunning();
    for (const close of closing.splice(0)) await close();
    await redis.stop();
  });

  function setUp() {
    const registry = startRunning({ name: 'all', packs: Object.keys(packs) as PackName[], metrics: {} });
    return async () => parseMetrics(await registry.render());
  }
  const connection = () => ({ host: '127.0.0.1', port: redis.port, maxRetriesPerRequest: null });

  it('a client of ioredis shows whether its server can be reached', async () => {
    const scrape = setUp();
    const client = new Redis({ ...connection(), lazyConnect: true, retryStrategy: () => null });
    client.on('error', () => undefined);
    closing.push(async () => client.disconnect());
    telemetry.sources.redis(client, { service: 'sessions' });
    const read = async () => {
      const samples = await scrape();
      const of = (health: string) =>
        samples.sum('service_instances', { service: 'sessions', health_status: health });
      const active = samples.sum('connection_pool_connections_active', { service: 'sessions' });
      return [of('healthy'), of('unhealthy'), active];
    };
    expect(await read()).toEqual([0, 1, 0]);
    await client.connect();
    await client.ping();
    expect(await read()).toEqual([1, 0, 1]);
    await redis.stop();
    await until('the client knows', async () => (await read())[0] === 0);
    expect(await read()).toEqual([0, 1, 0]);
  });

  it('a queue of BullMQ shows how many jobs wait and for how long; its worker what became of them', async () => {
    const scrape = setUp();
    const queue = new Queue('deployments', { connection: connection() });
    closing.push(() => queue.close());
    telemetry.sources.bullQueue(queue);
    const old = Date.now() - 30_000;
    await queue.add('deploy', {}, { timestamp: old });
    await queue.add('deploy', {});
    await queue.add('flaky', {}, { attempts: 3, backoff: 1, priority: 2 });
    await queue.add('hopeless', {}, { attempts: 3 });
    await queue.add('later', {}, { delay: 3_600_000 });
    const before = await scrape();
    expect(before.sum('task_queue_length', { queue: 'deployments' })).toBe(4);
    const age = before.sum('task_queue_oldest_seconds', { queue: 'deployments' });
    expect(age).toBeGreaterThanOrEqual(30);
    expect(age).toBeLessThan(60);

    const worker = new Worker(
      'deployments',
      async ({ name, attemptsMade }) => {
        if (name === 'hopeless') throw new UnrecoverableError('never');
        if (name === 'flaky' && attemptsMade < 1) throw new TypeError('not yet');
      },
      { connection: connection(), autorun: false },
    );
    closing.push(() => worker.close());
    telemetry.sources.bullWorker(worker);
    void worker.run();
    await until('all that can be done is done', async () => {
      const { completed, failed } = await queue.getJobCounts('completed', 'failed');
      return completed === 3 && failed === 1;
    });
    const count = async (name: string, labels: Record<string, string>) => (await scrape()).sum(name, labels);
    await until('the last event came', async () => (await count('task_duration_seconds_count', {})) === 5);
    expect(await count('task_duration_seconds_count', { task_name: 'deploy', status: 'success' })).toBe(2);
    expect(await count('task_duration_seconds_count', { task_name: 'flaky', status: 'failed' })).toBe(1);
    expect(await count('task_duration_seconds_count', { task_name: 'flaky', status: 'success' })).toBe(1);
    expect(await count('task_retries_total', {})).toBe(1);
    expect(await count('task_retries_total', { task_name: 'flaky', retry_number: '1' })).toBe(1);
    expect(await count('task_failures_total', {})).toBe(1);
    expect(
      await count('task_failures_total', { task_name: 'hopeless', error_type: 'UnrecoverableError' }),
    ).toBe(1);
    expect(await count('task_queue_length', { queue: 'deployments' })).toBe(0);
    expect(await count('task_queue_oldest_seconds', { queue: 'deployments' })).toBe(0);
  });

  it('a queue whose Redis is gone holds no scrape up and is counted', async () => {
    const scrape = setUp();
    const client = new Redis(connection());
    client.on('error', () => undefined);
    closing.push(async () => client.disconnect());
    const queue = new Queue('deployments', { connection: client });
    queue.on('error', () => undefined);
    closing.push(() => queue.close().catch(() => undefined));
    telemetry.sources.bullQueue(queue);
    await queue.add('deploy', {});
    expect((await scrape()).sum('task_queue_length')).toBe(1);
    await redis.stop();
    const begin = Date.now();
    await scrape();
    expect(Date.now() - begin).toBeLessThan(5_000);
    const errors = async () => (await scrape()).sum('gatewatch_internal_errors_total', { where: 'sources' });
    expect(await errors()).toBeGreaterThanOrEqual(1);
  });
});
