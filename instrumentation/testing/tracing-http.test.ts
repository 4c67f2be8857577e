import { startGateway, stopGateways } from './gateway';
import { type OtlpReceiver, startOtlpReceiver } from './otlp-receiver';
import { until } from './until';

const SERVER = 2;
const CLIENT = 3;

jest.setTimeout(60_000);

let collector: OtlpReceiver;
beforeEach(async () => {
  collector = await startOtlpReceiver();
});
afterEach(async () => {
  await stopGateways();
  await collector.stop();
});

function gateway(env: Record<string, string> = {}) {
  return startGateway('traced.cjs', {
    env: {
      OTEL_TRACES_EXPORTER: 'otlp',
      OTEL_SERVICE_NAME: 'gateway',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
      OTEL_BSP_SCHEDULE_DELAY: '50',
      ...env,
    },
  });
}

const received = (count: number) =>
  until(`${count} spans`, () => (collector.spans.length >= count ? collector.spans : undefined));

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT_ID = '00f067aa0ba902b7';

describe('server spans', () => {
  it('follow the HTTP conventions, without the query', async () => {
    const { url } = await gateway({ GATEWATCH_TRACE_RESPONSE_HEADER: 'x-trace-id' });
    const response = await fetch(`${url}/ok?token=secret`, { headers: { 'user-agent': 'test/1' } });
    const [span] = await received(1);
    expect(span).toMatchObject({
      name: 'GET',
      kind: SERVER,
      parentSpanId: '',
      status: 0,
      scope: 'gatewatch',
      attributes: {
        'http.request.method': 'GET',
        'http.response.status_code': 200,
        'url.path': '/ok',
        'url.scheme': 'http',
        'server.address': '127.0.0.1',
        'server.port': Number(new URL(url).port),
        'user_agent.original': 'test/1',
        'network.protocol.version': '1.1',
      },
      resource: {
        'service.name': 'gateway',
        'telemetry.sdk.language': 'nodejs',
        'process.runtime.name': 'nodejs',
      },
    });
    expect(JSON.stringify(collector.spans)).not.toContain('secret');
    expect(response.headers.get('x-trace-id')).toBe(span?.traceId);
  });

  it('have status ERROR and a type for a 5xx, and neither for a 404', async () => {
    const { url } = await gateway();
    await fetch(`${url}/boom`);
    await fetch(`${url}/nothing`);
    const [boom, missing] = await received(2);
    expect(boom).toMatchObject({ status: 2, attributes: { 'error.type': '503' } });
    expect(missing).toMatchObject({ status: 0, attributes: { 'http.response.status_code': 404 } });
    expect(missing?.attributes).not.toHaveProperty('error.type');
  });

  it('mark a client that went away', async () => {
    const { url } = await gateway();
    await expect(fetch(`${url}/slow?ms=2000`, { signal: AbortSignal.timeout(100) })).rejects.toThrow();
    const [span] = await received(1);
    expect(span).toMatchObject({ status: 0, attributes: { 'error.type': 'client_aborted' } });
    expect(span?.attributes).not.toHaveProperty('http.response.status_code');
  });

  it('call a method that a client made up HTTP', async () => {
    const { url } = await gateway();
    await fetch(`${url}/ok`, { method: 'PROPFIND' });
    const [span] = await received(1);
    expect(span).toMatchObject({
      name: 'HTTP',
      attributes: { 'http.request.method': '_OTHER', 'http.request.method_original': 'PROPFIND' },
    });
  });
});

describe('the context of a caller', () => {
  it('is continued, and its decision not to sample is kept', async () => {
    const { url } = await gateway({ GATEWATCH_TRACE_RESPONSE_HEADER: 'x-trace-id' });
    const unsampled = await fetch(`${url}/ok`, {
      headers: { traceparent: `00-${TRACE_ID.replace('4', '5')}-${PARENT_ID}-00` },
    });
    await fetch(`${url}/ok`, { headers: { traceparent: `00-${TRACE_ID}-${PARENT_ID}-01` } });
    const spans = await received(1);
    expect(spans).toHaveLength(1);
    expect(spans[0]).toMatchObject({ traceId: TRACE_ID, parentSpanId: PARENT_ID });
    expect(unsampled.headers.get('x-trace-id')).toBe(TRACE_ID.replace('4', '5'));
  });

  it('is ignored if its traceparent is not valid', async () => {
    const bad = [
      'nonsense',
      `00-${'0'.repeat(32)}-${PARENT_ID}-01`,
      `00-${TRACE_ID}-${'0'.repeat(16)}-01`,
      `ff-${TRACE_ID}-${PARENT_ID}-01`,
      `00-${TRACE_ID.toUpperCase()}-${PARENT_ID}-01`,
      `00-${TRACE_ID}-${PARENT_ID}-01-extra`,
      `00-${TRACE_ID}-${PARENT_ID}`,
      'x'.repeat(8000),
    ];
    const { url } = await gateway();
    for (const traceparent of bad) {
      expect((await fetch(`${url}/ok`, { headers: { traceparent } })).status).toBe(200);
    }
    const spans = await received(bad.length);
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(bad.length);
    for (const span of spans) {
      expect(span.parentSpanId).toBe('');
      expect(span.traceId).toMatch(/^(?!0{32})[0-9a-f]{32}$/);
      expect(span.traceId).not.toBe(TRACE_ID);
    }
  });
});

describe('calls to an upstream', () => {
  it('carry the trace on: two gateways, one trace, each span the parent of the next', async () => {
    const upstream = await gateway({ OTEL_SERVICE_NAME: 'upstream' });
    const { url } = await gateway({ UPSTREAM_URL: upstream.url });
    await fetch(`${url}/proxy?path=/ok`);
    const spans = await received(3);
    const named = (service: string, kind: number) =>
      spans.find((span) => span.resource['service.name'] === service && span.kind === kind);
    const server = named('gateway', SERVER);
    const client = named('gateway', CLIENT);
    const callee = named('upstream', SERVER);
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
    expect([server?.parentSpanId, client?.parentSpanId, callee?.parentSpanId]).toEqual([
      '',
      server?.spanId,
      client?.spanId,
    ]);
    expect(client).toMatchObject({
      name: 'GET',
      attributes: {
        'http.request.method': 'GET',
        'http.response.status_code': 200,
        'server.address': '127.0.0.1',
        'server.port': Number(new URL(upstream.url).port),
        'url.full': `${upstream.url}/ok`,
      },
    });
  });

  it('hand on context, vendor state and baggage of an unsampled request without making a span', async () => {
    const upstream = await startGateway('traced.cjs', { preload: false });
    const { url } = await gateway({ UPSTREAM_URL: upstream.url });
    const response = await fetch(`${url}/proxy`, {
      headers: {
        traceparent: `00-${TRACE_ID}-${PARENT_ID}-00`,
        tracestate: 'vendor=1',
        baggage: 'tenant=blue',
      },
    });
    const headers = (await response.json()) as Record<string, string>;
    expect(headers['traceparent']).toMatch(new RegExp(`^00-${TRACE_ID}-[0-9a-f]{16}-00$`));
    expect(headers).toMatchObject({ tracestate: 'vendor=1', baggage: 'tenant=blue' });
    await fetch(`${url}/ok`);
    expect(await received(1)).toHaveLength(1);
  });

  it('that fail have the error on their span', async () => {
    const { url } = await gateway({ UPSTREAM_URL: 'http://127.0.0.1:9' });
    await fetch(`${url}/proxy`);
    const spans = await received(2);
    expect(spans.find(({ kind }) => kind === CLIENT)).toMatchObject({
      status: 2,
      attributes: { 'error.type': 'ECONNREFUSED' },
    });
    expect(spans.find(({ kind }) => kind === SERVER)).toMatchObject({ status: 2 });
  });
});

it('keeps the context of concurrent requests on one connection apart', async () => {
  const upstream = await gateway({ OTEL_SERVICE_NAME: 'upstream' });
  const { url } = await gateway({ UPSTREAM_URL: upstream.url });
  await Promise.all(Array.from({ length: 60 }, () => fetch(`${url}/proxy?path=/ok`).then((r) => r.text())));
  const spans = await received(180);
  const byTrace = group(spans);
  expect(byTrace.size).toBe(60);
  for (const trace of byTrace.values()) expect(trace).toHaveLength(3);
});

function group<T extends { readonly traceId: string }>(spans: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const span of spans) groups.set(span.traceId, [...(groups.get(span.traceId) ?? []), span]);
  return groups;
}

it('takes in spans that the gateway makes with the OpenTelemetry API', async () => {
  const { url } = await gateway();
  await fetch(`${url}/span`);
  const spans = await received(2);
  const own = spans.find(({ scope }) => scope === 'gateway');
  expect(own).toMatchObject({
    name: 'work',
    parentSpanId: spans.find(({ kind }) => kind === SERVER)?.spanId,
  });
});

it('samples about the share that is configured, whole traces at a time', async () => {
  const upstream = await gateway({ OTEL_SERVICE_NAME: 'upstream', TRACE_SAMPLE_RATE: '0' });
  const { url } = await gateway({ UPSTREAM_URL: upstream.url, TRACE_SAMPLE_RATE: '0.25' });
  for (let n = 0; n < 400; n += 50) {
    await Promise.all(Array.from({ length: 50 }, () => fetch(`${url}/proxy?path=/ok`).then((r) => r.text())));
  }
  await until('the queue is empty', async () => collector.spans.length > 120);
  await new Promise((resolve) => setTimeout(resolve, 200));
  const traces = group(collector.spans);
  expect(traces.size).toBeGreaterThan(60);
  expect(traces.size).toBeLessThan(140);
  for (const trace of traces.values()) expect(trace).toHaveLength(3);
});
