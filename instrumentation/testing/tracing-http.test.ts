import { collectForEachTest } from './collected';

const SERVER = 2;

jest.setTimeout(60_000);

const collector = collectForEachTest();
const { gateway, received } = collector;

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
