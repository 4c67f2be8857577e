import type { Observability } from '../health/observability';
import { startGateway, stopGateways } from './gateway';
import { type OtlpReceiver, startOtlpReceiver } from './otlp-receiver';
import { findRedisServer, type RedisServer, startRedisServer } from './redis-server';
import { until } from './until';

const SERVER = 2;
const CLIENT = 3;

jest.setTimeout(60_000);

const binary = findRedisServer();
if (binary === undefined) {
  process.stdout.write('Left out: calls of a real Redis, as there is no redis-server on PATH.\n');
}
const describeWithRedis = binary === undefined ? describe.skip : describe;

describeWithRedis('a gateway that asks a real Redis', () => {
  let redis: RedisServer;
  let collector: OtlpReceiver;
  beforeEach(async () => {
    collector = await startOtlpReceiver();
    redis = await startRedisServer(binary as string);
  });
  afterEach(async () => {
    await stopGateways();
    await redis.stop();
    await collector.stop();
  });

  it.each([
    ['required at the first request', 'libraries.cjs', '/redis', {}],
    ['required at the start', 'libraries.cjs', '/redis', { LOAD: 'ioredis' }],
    ['imported', 'libraries.mjs', '/', {}],
  ])(
    'has its commands below the request, without keys and values: client %s',
    async (_how, file, path, env) => {
      const { url, admin } = await startGateway(file, {
        env: {
          OTEL_TRACES_EXPORTER: 'otlp',
          OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
          OTEL_BSP_SCHEDULE_DELAY: '20',
          REDIS_PORT: String(redis.port),
          ...env,
        },
      });
      // The first request may find the connection still to be made, which has spans of its own.
      for (let n = 0; n < 2; n++) expect(await (await fetch(url + path)).text()).toBe('canary-value');
      const servers = () => collector.spans.filter(({ kind }) => kind === SERVER);
      await until('both requests', () => servers().length === 2);
      const last = servers().at(-1);
      const commands = () =>
        collector.spans.filter(({ kind, traceId }) => kind === CLIENT && traceId === last?.traceId);
      await until('both commands', () => commands().length === 2);

      expect(commands().map(({ name }) => name)).toEqual(['set', 'get']);
      for (const span of commands()) {
        expect(span).toMatchObject({
          parentSpanId: last?.spanId,
          scope: '@opentelemetry/instrumentation-ioredis',
          status: 0,
        });
        expect([span.attributes['db.system.name'] ?? span.attributes['db.system']]).toEqual(['redis']);
        expect([span.attributes['db.query.text'] ?? span.attributes['db.statement']]).toEqual([span.name]);
      }
      expect(JSON.stringify(collector.spans)).not.toContain('canary');
      const { libraries } = await admin<Observability>('/observability');
      expect(libraries.find(({ name }) => name === 'ioredis')).toEqual({
        name: 'ioredis',
        state: 'traced',
        reason: 'the gateway loaded ioredis',
      });
    },
  );
});
