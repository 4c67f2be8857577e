import { type Gateway, request, startGateway, stopGateways } from './gateway';
import { type OtlpReceiver, startOtlpReceiver } from './otlp-receiver';
import type { ReceivedSpan } from './otlp-decode';
import { findPostgres, type PostgresServer, startPostgres } from './postgres-server';
import { findRedisServer, type RedisServer, startRedisServer } from './redis-server';
import { until } from './until';

const [SERVER, CLIENT, PRODUCER, CONSUMER] = [2, 3, 4, 5];
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

jest.setTimeout(120_000);

const redisBinary = findRedisServer();
const postgresBinaries = findPostgres();
const canRun = redisBinary !== undefined && postgresBinaries !== undefined;
if (!canRun) {
  const missing = redisBinary === undefined ? 'redis-server' : 'postgres and initdb';
  process.stdout.write(
    `Left out: jobs of a real BullMQ with a database, as there is no ${missing} on PATH.\n`,
  );
}
const describeWithServers = canRun ? describe : describe.skip;

/** BullMQ is left to the gateway's own code. */
const BY_HAND = { GATEWATCH_LIBRARIES: 'pg,ioredis' };

describeWithServers('a gateway that hands its context on to jobs of another process by hand', () => {
  let redis: RedisServer;
  let postgres: PostgresServer;
  let collector: OtlpReceiver;
  let upstream: Gateway;
  beforeAll(async () => {
    redis = await startRedisServer(redisBinary as string);
    postgres = await startPostgres(postgresBinaries as string);
  });
  beforeEach(async () => {
    collector = await startOtlpReceiver();
    upstream = await startGateway('traced.cjs', { preload: false });
  });
  afterEach(async () => {
    await stopGateways();
    await collector.stop();
  });
  afterAll(async () => {
    await postgres?.stop();
    await redis?.stop();
  });

  async function processes(env: Record<string, string> = {}): Promise<readonly [Gateway, Gateway]> {
    const options = {
      env: {
        OTEL_TRACES_EXPORTER: 'otlp',
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
        OTEL_BSP_SCHEDULE_DELAY: '20',
        REDIS_PORT: String(redis.port),
        PG_PORT: String(postgres.port),
        UPSTREAM_URL: upstream.url,
        ...BY_HAND,
        ...env,
      },
    };
    return Promise.all([
      startGateway('jobs.cjs', options),
      startGateway('jobs.cjs', { ...options, args: ['worker'] }),
    ]);
  }
  const order = (gateway: Gateway, sampled: boolean) =>
    request(`${gateway.url}/order`, {
      headers: {
        traceparent: `00-${TRACE}-00f067aa0ba902b7-${sampled ? '01' : '00'}`,
        'x-correlation-id': 'order-7:a',
      },
    });
  const lines = (gateway: Gateway, message: string) =>
    gateway
      .stdout()
      .split('\n')
      .filter((line) => line.includes(message))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  const line = (gateway: Gateway, message: string) =>
    until(`"${message}" is written`, () => lines(gateway, message)[0]);

  it('has request, job and database in one trace, and one correlation id on both sides', async () => {
    const [gateway, worker] = await processes();
    const { headers } = await order(gateway, true);
    expect(headers['x-correlation-id']).toBe('order-7:a');
    const taken = await line(gateway, 'order taken');
    const shipped = await line(worker, 'order shipped');
    const find = (what: string, is: (span: ReceivedSpan) => boolean) =>
      until(what, () => collector.spans.find(is));
    const server = await find('the request', ({ kind }) => kind === SERVER);
    const job = await find('the job', ({ kind }) => kind === CONSUMER);
    const query = await find('the query', ({ name }) => name.includes('SELECT'));
    const call = await find('the call', ({ kind, name }) => kind === CLIENT && name === 'GET');

    expect([server, job, query, call].map(({ traceId }) => traceId)).toEqual(Array(4).fill(TRACE));
    expect(job).toMatchObject({
      name: 'ship order',
      parentSpanId: server.spanId,
      attributes: { correlation_id: 'order-7:a', tenant_id: 'acme', 'operation.outcome': 'ok' },
    });
    expect(query.parentSpanId).toBe(job.spanId);
    expect(call.parentSpanId).toBe(job.spanId);
    expect(taken).toMatchObject({ trace_id: TRACE, span_id: server.spanId, correlation_id: 'order-7:a' });
    expect(shipped).toMatchObject({
      trace_id: TRACE,
      span_id: job.spanId,
      correlation_id: 'order-7:a',
      headers: { 'x-correlation-id': 'order-7:a', traceparent: `00-${TRACE}-${call.spanId}-01` },
    });
  });

  it('has each attempt at a job below the request', async () => {
    const [gateway, worker] = await processes({ FAILS: 'once' });
    await order(gateway, true);
    const jobs = () => collector.spans.filter(({ kind }) => kind === CONSUMER);
    await until('both attempts', () => jobs().length === 2);
    const server = await until('the request', () => collector.spans.find(({ kind }) => kind === SERVER));
    expect(jobs().map(({ parentSpanId, status }) => [parentSpanId, status])).toEqual([
      [server.spanId, 2],
      [server.spanId, 0],
    ]);
    const ids = lines(worker, 'order shipped').map(({ correlation_id: id }) => id);
    expect(ids).toEqual(['order-7:a', 'order-7:a']);
  });

  it('takes part in the job that the preload follows by itself', async () => {
    const [gateway] = await processes({ GATEWATCH_LIBRARIES: 'auto' });
    await order(gateway, true);
    const find = (what: string, is: (span: ReceivedSpan) => boolean) =>
      until(what, () => collector.spans.find(is));
    const part = await find('the part', ({ name }) => name === 'ship order');
    const job = await find('the job', ({ kind }) => kind === CONSUMER);
    const add = await find('the adding', ({ kind }) => kind === PRODUCER);
    const query = await find('the query', ({ name }) => name.includes('SELECT'));
    expect([job, part, query].map(({ traceId, parentSpanId }) => [traceId, parentSpanId])).toEqual([
      [TRACE, add.spanId],
      [TRACE, job.spanId],
      [TRACE, part.spanId],
    ]);
    expect(part.attributes).toMatchObject({ tenant_id: 'acme', 'operation.outcome': 'ok' });
  });

  it('is followed through the telemetry of BullMQ itself, the correlation id included', async () => {
    // The preload is on, and leaves to BullMQ what BullMQ does.
    const [gateway, worker] = await processes({ BULLMQ_OTEL: 'yes', GATEWATCH_LIBRARIES: 'auto' });
    await order(gateway, true);
    const shipped = await line(worker, 'order shipped');
    const find = (what: string, is: (span: ReceivedSpan) => boolean) =>
      until(what, () => collector.spans.find(is));
    const server = await find('the request', ({ kind }) => kind === SERVER);
    const add = await find('the adding', ({ kind }) => kind === PRODUCER);
    const job = await find('the job', ({ kind }) => kind === CONSUMER);
    const query = await find('the query', ({ name }) => name.includes('SELECT'));
    expect([server, add, job, query].map(({ traceId }) => traceId)).toEqual(Array(4).fill(TRACE));
    expect([add, job, query].map(({ parentSpanId }) => parentSpanId)).toEqual([
      server.spanId,
      add.spanId,
      job.spanId,
    ]);
    expect(shipped).toMatchObject({
      trace_id: TRACE,
      span_id: job.spanId,
      correlation_id: 'order-7:a',
      headers: { 'x-correlation-id': 'order-7:a' },
    });
  });

  it('makes no spans of a job whose request is not sampled, whose lines have the ids all the same', async () => {
    const [gateway, worker] = await processes();
    await order(gateway, false);
    const shipped = await line(worker, 'order shipped');
    expect(shipped).toMatchObject({ trace_id: TRACE, correlation_id: 'order-7:a' });
    // A sampled one behind it: whatever the first one had made would have come by then.
    await order(gateway, true);
    await until('the second job', () => collector.spans.some(({ kind }) => kind === CONSUMER));
    await until('the second request', () => collector.spans.some(({ kind }) => kind === SERVER));
    expect(collector.spans.filter(({ kind }) => kind === CONSUMER || kind === SERVER)).toHaveLength(2);
  });
});
