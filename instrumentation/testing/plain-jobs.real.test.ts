import type { Observability } from '../health/observability';
import { type Gateway, request, startGateway, stopGateways } from './gateway';
import type { ReceivedSpan } from './otlp-decode';
import { type OtlpReceiver, startOtlpReceiver } from './otlp-receiver';
import { findPostgres, type PostgresServer, startPostgres } from './postgres-server';
import { findRedisServer, type RedisServer, startRedisServer } from './redis-server';
import { until } from './until';

const [SERVER, CLIENT, PRODUCER, CONSUMER] = [2, 3, 4, 5];
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const ERROR = 2;

jest.setTimeout(120_000);

/** How the gateway comes by BullMQ. */
const WAYS: readonly (readonly [string, string, Readonly<Record<string, string>>])[] = [
  ['required', 'plain-jobs.cjs', {}],
  ['imported', 'plain-jobs.mjs', {}],
  // Of the environment, so that it is loaded before the preload of the command line.
  ['loaded before the preload', 'plain-jobs.cjs', { NODE_OPTIONS: '--require bullmq' }],
];

const redisBinary = findRedisServer();
const postgresBinaries = findPostgres();
const canRun = redisBinary !== undefined && postgresBinaries !== undefined;
if (!canRun) {
  process.stdout.write(
    'Left out: jobs of a real BullMQ, as there is no redis-server or no postgres on PATH.\n',
  );
}
const describeWithServers = canRun ? describe : describe.skip;

describeWithServers('a gateway that knows nothing of telemetry and adds jobs of BullMQ', () => {
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

  async function processes(
    file = 'plain-jobs.cjs',
    env: Record<string, string> = {},
  ): Promise<readonly [Gateway, Gateway]> {
    const options = {
      env: {
        GATEWATCH_PRESET: 'eucora',
        OTEL_TRACES_EXPORTER: 'otlp',
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
        OTEL_BSP_SCHEDULE_DELAY: '20',
        REDIS_PORT: String(redis.port),
        PG_PORT: String(postgres.port),
        UPSTREAM_URL: upstream.url,
        ...env,
      },
    };
    return Promise.all([startGateway(file, options), startGateway(file, { ...options, args: ['worker'] })]);
  }
  const ask = (gateway: Gateway, path: string, sampled = true) =>
    request(`${gateway.url}${path}`, {
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
  const find = (what: string, is: (span: ReceivedSpan) => boolean) =>
    until(what, () => collector.spans.find(is));
  const ofKind = (kind: number) => collector.spans.filter((span) => span.kind === kind);

  it.each(WAYS)(
    'has request, job and database in one trace with one correlation id: BullMQ %s',
    async (_how, file, env) => {
      const [gateway, worker] = await processes(file, env);
      expect((await ask(gateway, '/order')).headers['x-correlation-id']).toBe('order-7:a');
      await until('both attempts', () => lines(worker, 'order shipped').length === 2);
      await until('the spans of both', () => ofKind(CONSUMER).length === 2);
      const server = await find('the request', ({ kind }) => kind === SERVER);
      const adding = await find('the adding', ({ kind }) => kind === PRODUCER);
      const command = await find('the command', ({ parentSpanId }) => parentSpanId === adding.spanId);
      const [failed, done] = ofKind(CONSUMER);
      const below = (job: ReceivedSpan | undefined, text: string) =>
        find(text, ({ parentSpanId, attributes }) => {
          const statement = String(attributes['db.query.text'] ?? attributes['db.statement'] ?? '');
          return parentSpanId === job?.spanId && statement.includes(text);
        });
      const query = await below(done, 'shipped');
      const inListener = await below(failed, 'given_back');
      const call = await find('the call', (span) => span.kind === CLIENT && span.name === 'GET');

      for (const span of [server, adding, command, failed, done, query, inListener, call]) {
        expect(span?.traceId).toBe(TRACE);
      }
      expect(adding).toMatchObject({ name: 'add orders', parentSpanId: server.spanId });
      expect(command.scope).toBe('@opentelemetry/instrumentation-ioredis');
      expect([failed, done].map((span) => [span?.name, span?.parentSpanId, span?.status])).toEqual([
        ['process orders', adding.spanId, ERROR],
        ['process orders', adding.spanId, 0],
      ]);
      expect(done?.attributes).toMatchObject({
        correlation_id: 'order-7:a',
        'messaging.system': 'bullmq',
        'messaging.destination.name': 'orders',
        'messaging.message.id': adding.attributes['messaging.message.id'],
        'bullmq.job.name': 'ship',
        'bullmq.job.attempts.made': 1,
      });
      // The payload is the gateway's own: nothing has been put into it.
      expect(lines(worker, 'order shipped')[1]).toMatchObject({
        trace_id: TRACE,
        span_id: done?.spanId,
        correlation_id: 'order-7:a',
        payload: { order: 7, fails: true },
        headers: { 'x-correlation-id': 'order-7:a' },
      });
      expect(Object.keys(lines(worker, 'order shipped')[1]?.['payload'] ?? {})).toEqual(['order', 'fails']);
      expect(lines(worker, 'order failed')[0]).toMatchObject({
        trace_id: TRACE,
        span_id: failed?.spanId,
        correlation_id: 'order-7:a',
        reason: 'no lorry',
      });

      const samples = await worker.metrics();
      const counts = (status: string) =>
        samples.sum('celery_task_duration_seconds_count', { task_name: 'ship', status });
      expect([counts('success'), counts('failed')]).toEqual([1, 1]);
      expect(samples.sum('celery_task_retries_total', { task_name: 'ship', retry_number: '1' })).toBe(1);
      const lengths = (await gateway.metrics()).of('celery_queue_length');
      expect(lengths.map(({ labels }) => labels['queue'])).toEqual(['orders']);
      const { libraries } = await worker.admin<Observability>('/observability');
      expect(libraries.find(({ name }) => name === 'bullmq')?.state).toBe('traced');
    },
  );

  it('hands the context on with jobs that are added at once, and with those that wait for others', async () => {
    const [gateway, worker] = await processes();
    await ask(gateway, '/bulk');
    await ask(gateway, '/flow');
    await until('four jobs', () => lines(worker, 'order shipped').length === 4);
    await until('their spans', () => ofKind(CONSUMER).length === 4 && ofKind(PRODUCER).length === 2);
    const adders = ofKind(PRODUCER).map(({ spanId }) => spanId);
    const parents = ofKind(CONSUMER).map(({ parentSpanId }) => parentSpanId);
    expect(parents.sort()).toEqual([...adders, ...adders].sort());
    expect(new Set(lines(worker, 'order shipped').map(({ correlation_id: id }) => id))).toEqual(
      new Set(['order-7:a']),
    );
  });

  it('makes no spans of a job whose request is not sampled, whose lines have the ids all the same', async () => {
    const [gateway, worker] = await processes();
    await ask(gateway, '/bulk', false);
    await until('both jobs', () => lines(worker, 'order shipped').length === 2);
    expect(lines(worker, 'order shipped')[0]).toMatchObject({
      trace_id: TRACE,
      correlation_id: 'order-7:a',
    });
    // A sampled one behind it: whatever the first ones had made would have come by then.
    await ask(gateway, '/flow');
    await until('the sampled ones', () => ofKind(CONSUMER).length >= 2 && ofKind(SERVER).length >= 1);
    expect([ofKind(SERVER), ofKind(PRODUCER), ofKind(CONSUMER)].map(({ length }) => length)).toEqual([
      1, 1, 2,
    ]);
  });

  it('is counted with traces off, and left alone where the configuration leaves it out', async () => {
    const [gateway, worker] = await processes('plain-jobs.cjs', { OTEL_TRACES_EXPORTER: 'none' });
    await ask(gateway, '/bulk');
    const counted = async (by: Gateway) =>
      (await by.metrics()).sum('celery_task_duration_seconds_count', {
        task_name: 'ship',
        status: 'success',
      });
    await until('both are counted', async () => (await counted(worker)) === 2);
    expect(collector.calls).toBe(0);

    await stopGateways();
    upstream = await startGateway('traced.cjs', { preload: false });
    const [other, without] = await processes('plain-jobs.cjs', {
      GATEWATCH_LIBRARIES: 'pg',
      UPSTREAM_URL: upstream.url,
    });
    await ask(other, '/bulk');
    await until('both jobs', () => lines(without, 'order shipped').length === 2);
    expect(lines(without, 'order shipped')[0]).not.toHaveProperty('correlation_id', 'order-7:a');
    expect(await counted(without)).toBe(0);
  });
});
