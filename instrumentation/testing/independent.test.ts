import { request, startGateway, stopGateways } from './gateway';
import { type OtlpReceiver, startOtlpReceiver } from './otlp-receiver';
import { until } from './until';

jest.setTimeout(60_000);

const BEAMLINE = { GATEWATCH_PRESET: 'beamline' };
const REQUESTS = 'gateway_http_requests_total';

let collector: OtlpReceiver;
beforeAll(async () => (collector = await startOtlpReceiver()));
afterAll(() => collector.stop());
afterEach(stopGateways);

test('the metrics endpoint works alone: no trace is made, no collector is called', async () => {
  const gateway = await startGateway('paths.cjs', {
    args: ['express'],
    env: {
      ...BEAMLINE,
      OTEL_TRACES_EXPORTER: 'none',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
    },
  });
  const { headers } = await request(`${gateway.url}/orders/1`);
  const page = await request(`${gateway.url}/metrics`);
  expect(page.status).toBe(200);
  expect(page.body).toMatch(/^gateway_http_requests_total\{.*\} [1-9]/m);
  expect(headers['traceparent']).toBeUndefined();
  expect((await gateway.metrics()).sum('gatewatch_export_ended_total')).toBe(0);
  await gateway.stop();
  expect(collector.calls).toBe(0);
});

test('the export of traces works alone: no request is counted, every one has its span', async () => {
  const gateway = await startGateway('paths.cjs', {
    args: ['express'],
    env: {
      ...BEAMLINE,
      OTEL_METRICS_ENABLED: 'false',
      OTEL_TRACES_EXPORTER: 'otlp',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
      OTEL_TRACES_SAMPLER: 'always_on',
    },
  });
  for (let i = 0; i < 5; i += 1) await request(`${gateway.url}/orders/${i}`);
  await until('five spans', () => collector.spans.length >= 5);
  expect((await gateway.metrics()).of(REQUESTS)).toEqual([]);
});
