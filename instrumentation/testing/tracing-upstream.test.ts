import { collectForEachTest } from './collected';
import { startGateway } from './gateway';
import { exportCounts } from './traced-gateway';
import { until } from './until';

const SERVER = 2;
const CLIENT = 3;

jest.setTimeout(60_000);

const collector = collectForEachTest();
const { gateway, received } = collector;

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT_ID = '00f067aa0ba902b7';

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

  it('hand on context, vendor state and allowed baggage of an unsampled request without making a span', async () => {
    const upstream = await startGateway('traced.cjs', { preload: false });
    const { url } = await gateway({ UPSTREAM_URL: upstream.url, GATEWATCH_BAGGAGE_KEYS: 'tenant,plan-*' });
    const response = await fetch(`${url}/proxy`, {
      headers: {
        traceparent: `00-${TRACE_ID}-${PARENT_ID}-00`,
        tracestate: 'vendor=1',
        baggage: 'tenant=blue,user=7,plan-x=gold',
      },
    });
    const headers = (await response.json()) as Record<string, string>;
    expect(headers['traceparent']).toMatch(new RegExp(`^00-${TRACE_ID}-[0-9a-f]{16}-00$`));
    expect(headers).toMatchObject({ tracestate: 'vendor=1', baggage: 'tenant=blue,plan-x=gold' });
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

it('samples about the share that is configured, whole traces at a time', async () => {
  const upstream = await gateway({ OTEL_SERVICE_NAME: 'upstream', TRACE_SAMPLE_RATE: '0' });
  const front = await gateway({ UPSTREAM_URL: upstream.url, TRACE_SAMPLE_RATE: '0.25' });
  for (let n = 0; n < 400; n += 50) {
    const calls = Array.from({ length: 50 }, () =>
      fetch(`${front.url}/proxy?path=/ok`).then((r) => r.text()),
    );
    await Promise.all(calls);
  }
  await until('all spans are delivered', async () => {
    const counts = [await exportCounts(front), await exportCounts(upstream)];
    return counts.every(({ ended, exported }) => ended > 0 && ended === exported);
  });
  const traces = group(collector.spans);
  expect(traces.size).toBeGreaterThan(60);
  expect(traces.size).toBeLessThan(140);
  for (const trace of traces.values()) expect(trace).toHaveLength(3);
});

function group<T extends { readonly traceId: string }>(spans: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const span of spans) groups.set(span.traceId, [...(groups.get(span.traceId) ?? []), span]);
  return groups;
}
