import { Pool } from 'pg';
import { telemetry } from '../api';
import { type PackName, packs } from '../contract';
import { parseMetrics } from '../testing/metrics-text';
import { findPostgres, type PostgresServer, startPostgres } from '../testing/postgres-server';
import { startRunning, stopRunning } from '../testing/running';
import { until } from '../testing/until';

jest.setTimeout(60_000);

const binaries = findPostgres();
if (binaries === undefined) {
  process.stdout.write('Left out: the pool of a real PostgreSQL, as there is none on PATH.\n');
}
const describeWithPostgres = binaries === undefined ? describe.skip : describe;

describeWithPostgres('a pool of a real PostgreSQL', () => {
  let postgres: PostgresServer;
  let pool: Pool;
  beforeAll(async () => {
    postgres = await startPostgres(binaries as string);
  });
  afterAll(() => postgres.stop());
  beforeEach(() => {
    pool = new Pool({
      host: '127.0.0.1',
      port: postgres.port,
      user: 'gateway',
      database: 'postgres',
      max: 3,
    });
  });
  afterEach(async () => {
    stopRunning();
    await pool.end();
  });

  function setUp() {
    const registry = startRunning({ name: 'all', packs: Object.keys(packs) as PackName[], metrics: {} });
    return async () => parseMetrics(await registry.render());
  }

  it('shows its connections and who waits for one', async () => {
    const scrape = setUp();
    const registered = telemetry.sources.pgPool(pool, { pool: 'main' });
    const clients = await Promise.all([pool.connect(), pool.connect()]);
    clients.pop()?.release();
    const read = async () => {
      const samples = await scrape();
      return {
        size: samples.sum('db_connection_pool_size', { pool: 'main' }),
        used: samples.sum('db_connection_pool_connections', { pool: 'main', state: 'used' }),
        idle: samples.sum('db_connection_pool_connections', { pool: 'main', state: 'idle' }),
        waiting: samples.sum('db_connection_pool_waiting', { pool: 'main' }),
        acquired: samples.sum('connection_pool_requests_total', {
          service: 'postgresql',
          result: 'acquired',
        }),
        limit: samples.sum('connection_pool_connections_limit', { service: 'postgresql' }),
      };
    };
    expect(await read()).toEqual({ size: 2, used: 1, idle: 1, waiting: 0, acquired: 2, limit: 3 });
    clients.push(await pool.connect(), await pool.connect());
    const fifth = pool.connect();
    expect(await read()).toMatchObject({ size: 3, used: 3, idle: 0, waiting: 1, acquired: 4 });
    for (const client of clients) client.release();
    (await fifth).release();
    expect(await read()).toMatchObject({ used: 0, idle: 3, waiting: 0, acquired: 5 });
    registered.unregister();
    expect(await read()).toMatchObject({ size: 0, idle: 0, limit: 0, acquired: 5 });
  });

  it('times statements by their kind, and changes nothing about them', async () => {
    const scrape = setUp();
    telemetry.sources.pgPool(pool, { pool: 'main' });
    await pool.query('CREATE TEMPORARY TABLE orders (id int)');
    const client = await pool.connect();
    await client.query('CREATE TEMPORARY TABLE IF NOT EXISTS orders (id int)');
    await client.query({ text: 'INSERT INTO orders VALUES ($1)', values: [7] });
    const rows = (await client.query<{ id: number }>('/* why */ SELECT id, pg_sleep(0.05) FROM orders')).rows;
    expect(rows).toMatchObject([{ id: 7 }]);
    const byCallback = await new Promise((resolve, reject) =>
      client.query('SELECT 1 AS one', (error, result) => (error ? reject(error) : resolve(result.rows))),
    );
    expect(byCallback).toEqual([{ one: 1 }]);
    await expect(client.query('SELECT nonsense')).rejects.toThrow('nonsense');
    client.release();
    const samples = await scrape();
    const counts = samples.of('db_query_duration_seconds_count').filter(({ value }) => value > 0);
    expect(counts.map(({ labels, value }) => [labels['query_type'], value])).toEqual([
      ['select', 3],
      ['insert', 1],
      ['ddl', 2],
    ]);
    expect(samples.sum('db_query_duration_seconds_sum', { query_type: 'select' })).toBeGreaterThan(0.05);
  });

  it('a database that has gone away fails no scrape', async () => {
    const scrape = setUp();
    telemetry.sources.pgPool(pool, { pool: 'main' });
    const ended = new Promise((resolve) => pool.on('error', resolve));
    await pool.query('SELECT 1');
    await pool
      .query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1', ['gateway'])
      .catch(() => undefined);
    void ended;
    await until('the connection is gone', async () => (await scrape()).sum('db_connection_pool_size') === 0);
  });
});
