import { type Gateway, startGateway, stopGateways } from './gateway';
import { type OtlpReceiver, startOtlpReceiver } from './otlp-receiver';
import { until } from './until';

jest.setTimeout(60_000);

let collector: OtlpReceiver;
beforeEach(async () => {
  collector = await startOtlpReceiver();
});
afterEach(async () => {
  await stopGateways();
  await collector.stop();
});

const gateway = (env: Record<string, string>): Promise<Gateway> =>
  startGateway('api.cjs', {
    env: {
      OTEL_TRACES_EXPORTER: 'otlp',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
      OTEL_BSP_SCHEDULE_DELAY: '50',
      GATEWATCH_BAGGAGE_KEYS: 'tenant',
      GATEWATCH_USER_ID_KEY: 'key',
      ...env,
    },
  });

type Headers = Readonly<Record<string, string>>;

/** HMAC-SHA-256 of `mia` under `key`, its first 16 digits. */
const MIA = '4c60e7cfe9979698';
const BUSINESS = { tenant_id: 'acme', user_id: MIA, operation_type: 'checkout' };
const NO_FUNDS = { name: 'exception', attributes: { 'exception.message': 'no funds' } };

it('gives the id of the caller to whoever asks the OpenTelemetry API for headers, as to an upstream', async () => {
  const { url } = await gateway({});
  const answer = await fetch(`${url}/order`, { headers: { 'x-correlation-id': 'order-7' } });
  const [given, sent] = (await answer.json()) as [Headers, Headers];
  expect([given['x-correlation-id'], sent['x-correlation-id']]).toEqual(['order-7', 'order-7']);
  const none = await gateway({ GATEWATCH_CORRELATION_HEADER: 'none' });
  const plain = await fetch(`${none.url}/order`, { headers: { 'x-correlation-id': 'order-7' } });
  const [headers] = (await plain.json()) as [Headers];
  expect(headers).toHaveProperty('traceparent');
  expect(headers).not.toHaveProperty('x-correlation-id');
});

it('puts what the gateway tells into the trace of its request', async () => {
  const { url } = await gateway({});
  const [given, sent] = (await (await fetch(`${url}/order`)).json()) as [Headers, Headers];
  const spans = await until('all six spans are there', () => collector.spans.length === 6 && collector.spans);
  const named = (name: string, parent?: string) =>
    spans.find((span) => span.name === name && (parent === undefined || span.parentSpanId === parent));
  const server = spans.find(({ kind, parentSpanId }) => kind === 2 && parentSpanId === '');
  expect(server).toMatchObject({ attributes: BUSINESS, events: [NO_FUNDS] });
  expect(named('check')).toMatchObject({
    parentSpanId: server?.spanId,
    attributes: { items: 2, 'operation.outcome': 'ok' },
  });
  expect(named('check')?.attributes).not.toHaveProperty('tenant_id');
  expect(named('pay')).toMatchObject({
    parentSpanId: server?.spanId,
    attributes: { 'operation.outcome': 'error', 'error.type': 'RangeError' },
    status: 2,
    events: [NO_FUNDS],
  });
  const call = named('stock reserve');
  expect(call).toMatchObject({
    parentSpanId: server?.spanId,
    attributes: { 'peer.service': 'stock', 'http.request.method': 'GET', 'url.full': `${url}/headers` },
  });
  const client = named('GET', call?.spanId);
  expect(client).toMatchObject({ kind: 3 });
  expect(given['traceparent']).toBe(`00-${server?.traceId}-${call?.spanId}-01`);
  expect(sent['traceparent']).toBe(`00-${server?.traceId}-${client?.spanId}-01`);
  expect([given['baggage'], sent['baggage']]).toEqual(['tenant=acme', 'tenant=acme']);
});

it('keeps it for a request that is kept although it was not sampled', async () => {
  const { url } = await gateway({
    GATEWATCH_SAMPLING: JSON.stringify({ ratio: 0, keep: { errors: true } }),
  });
  await fetch(`${url}/order?status=200`);
  await fetch(`${url}/order?status=500`);
  const spans = await until('both spans are there', () => collector.spans.length >= 2 && collector.spans);
  const server = spans.filter(({ kind }) => kind === 2);
  expect(server).toHaveLength(1);
  expect(server[0]).toMatchObject({
    attributes: { ...BUSINESS, 'http.response.status_code': 500 },
    events: [NO_FUNDS],
  });
});

it('records metrics of the preset, and ignores those of others', async () => {
  const shop = await gateway({ GATEWATCH_PRESET: 'warehouse-hub' });
  await fetch(`${shop.url}/order`);
  const orders = (await shop.metrics()).of('orders_processed_total');
  expect(orders).toMatchObject([{ labels: { tenant_id: 'acme', outcome: 'success' }, value: 1 }]);
  const plain = await gateway({});
  await fetch(`${plain.url}/order`);
  const samples = await plain.metrics();
  expect(samples.of('orders_processed_total')).toEqual([]);
  expect(samples.sum('gatewatch_internal_errors_total')).toBe(0);
});
