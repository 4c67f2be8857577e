import { type Gateway, request, stopGateways } from './gateway';
import { type OtlpReceiver, startOtlpReceiver } from './otlp-receiver';
import { startTracedGateway } from './traced-gateway';

jest.setTimeout(60_000);

let collector: OtlpReceiver;
beforeAll(async () => {
  collector = await startOtlpReceiver();
});
afterEach(stopGateways);
afterAll(() => collector.stop());

const CALLER = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' };
const ask = async ({ adminUrl }: Gateway, path: string, method = 'GET') => {
  const { status, body, headers } = await request(adminUrl + path, { method, headers: CALLER });
  return { status, headers, json: JSON.parse(body) as Record<string, unknown> };
};

test('the admin port tells of the trace of the request itself', async () => {
  const gateway = await startTracedGateway(collector.endpoint, {
    GATEWATCH_ENVIRONMENT: 'staging',
    TRACE_SAMPLE_RATE: '0.5',
  });
  const { status, json, headers } = await ask(gateway, '/trace');
  expect(status).toBe(200);
  expect(json).toEqual({
    trace_context: {
      trace_id: '0af7651916cd43dd8448eb211c80319c',
      span_id: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
      baggage: {},
    },
    tracing_config: { service_name: 'gateway', environment: 'staging', sample_rate: 0.5 },
  });
  expect(headers['x-correlation-id']).toBe('0af7651916cd43dd8448eb211c80319c');
});

test('debug paths are there only where they are asked for', async () => {
  const off = await startTracedGateway(collector.endpoint);
  expect((await ask(off, '/debug/trace-context')).status).toBe(404);
  expect((await ask(off, '/test/alert?severity=high&message=x', 'POST')).status).toBe(404);

  const on = await startTracedGateway(collector.endpoint, { GATEWATCH_DEBUG_ENDPOINTS: 'true' });
  const { status, json } = await ask(on, '/debug/trace-context');
  expect(status).toBe(200);
  expect(json).toMatchObject({ sampled: true, propagators: ['tracecontext', 'baggage'], received: CALLER });
  const alert = await ask(on, '/test/alert?severity=high&message=x', 'POST');
  expect(alert).toMatchObject({
    status: 503,
    json: { error: expect.stringContaining('GATEWATCH_ALERTS_URL') as string },
  });
});

test('without traces there is no trace, and no error', async () => {
  const gateway = await startTracedGateway(collector.endpoint, { OTEL_TRACES_EXPORTER: 'none' });
  const { status, json } = await ask(gateway, '/trace');
  expect([status, json['trace_context']]).toEqual([200, { trace_id: null, span_id: null, baggage: {} }]);
  expect(json['tracing_config'] as object).toMatchObject({ sample_rate: 0 });
});
