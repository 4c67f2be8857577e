import { startGateway, stopGateways } from './gateway';
import { type OtlpReceiver, startOtlpReceiver } from './otlp-receiver';
import { findPostgres, type PostgresServer, startPostgres } from './postgres-server';
import { until } from './until';

const SERVER = 2;

jest.setTimeout(60_000);

const binaries = findPostgres();
if (binaries === undefined) {
  process.stdout.write(
    'Left out: queries to a real PostgreSQL, as there are no postgres and initdb on PATH.\n',
  );
}
const describeWithPostgres = binaries === undefined ? describe.skip : describe;

describeWithPostgres('a gateway that asks a real PostgreSQL', () => {
  let postgres: PostgresServer;
  let collector: OtlpReceiver;
  beforeAll(async () => {
    collector = await startOtlpReceiver();
    postgres = await startPostgres(binaries as string);
  });
  afterAll(async () => {
    await stopGateways();
    await postgres?.stop();
    await collector?.stop();
  });

  it('has its query below the request, without parameters and literals', async () => {
    const { url } = await startGateway('libraries.cjs', {
      env: {
        OTEL_TRACES_EXPORTER: 'otlp',
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
        OTEL_BSP_SCHEDULE_DELAY: '20',
        PG_PORT: String(postgres.port),
      },
    });
    expect(await (await fetch(`${url}/pg`)).text()).toBe('canary-parameter');
    const query = await until('the query', () => collector.spans.find(({ name }) => name.includes('SELECT')));
    const server = await until('the request', () => collector.spans.find(({ kind }) => kind === SERVER));
    expect(query).toMatchObject({ traceId: server.traceId, scope: '@opentelemetry/instrumentation-pg' });
    const ancestors: string[] = [];
    for (let at = query; at !== undefined && at !== server;) {
      ancestors.push(at.parentSpanId);
      at = collector.spans.find(({ spanId }) => spanId === at.parentSpanId) as typeof query;
    }
    expect(ancestors.at(-1)).toBe(server.spanId);
    expect(query.attributes['db.query.text'] ?? query.attributes['db.statement']).toBe(
      'SELECT $1::text AS name, ? AS more',
    );
    expect(JSON.stringify(collector.spans)).not.toContain('canary');
  });
});
