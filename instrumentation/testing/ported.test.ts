import { type Gateway, request, startGateway, stopGateways } from './gateway';
import { type OtlpReceiver, startOtlpReceiver } from './otlp-receiver';
import { until } from './until';

jest.setTimeout(60_000);

let collector: OtlpReceiver;
beforeEach(async () => (collector = await startOtlpReceiver()));
afterEach(async () => {
  await stopGateways();
  await collector.stop();
});

/** Without the preload: what is ported starts it. */
const ported = (env: Record<string, string> = {}, admin = true): Promise<Gateway> =>
  startGateway('ported.cjs', {
    preload: false,
    admin,
    env: {
      NODE_OPTIONS: `--require ${require.resolve('tsx/cjs')}`,
      GATEWATCH_PRESET: 'eucora',
      OTEL_TRACES_EXPORTER: 'otlp',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
      OTEL_BSP_SCHEDULE_DELAY: '20',
      ...env,
    },
  });

it('init_tracing and init_metrics start tracing and metrics once, under the name that they are given', async () => {
  const gateway = await ported();
  await request(gateway.url);
  const span = await until('the span of the code', () => collector.spans.find(({ name }) => name === 'plan'));
  const server = await until('the request', () => collector.spans.find(({ kind }) => kind === 2));
  expect(span).toMatchObject({ traceId: server.traceId, parentSpanId: server.spanId, scope: 'planner' });
  expect((await gateway.metrics()).sum('http_requests_total')).toBe(1);
  expect(gateway.stderr().match(/admin port listens/g)).toHaveLength(1);
  const { service } = await gateway.admin<{ service: string }>('/health');
  expect(service).toBe('rollouts');
});

it('OTEL_ENABLED and OTEL_METRICS_ENABLED switch off, and the code goes on', async () => {
  const off = await ported({ OTEL_ENABLED: 'false' }, false);
  expect((await request(off.url)).status).toBe(200);
  expect(off.stderr()).toBe('');
  const withoutMetrics = await ported({ OTEL_METRICS_ENABLED: 'false' });
  await request(withoutMetrics.url);
  await until('traces go on', () => collector.spans.some(({ name }) => name === 'plan'));
  expect((await withoutMetrics.metrics()).sum('http_requests_total')).toBe(0);
});
