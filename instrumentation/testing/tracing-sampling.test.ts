import { collectForEachTest } from './collected';
import { startGateway } from './gateway';
import { until } from './until';

const SERVER = 2;
const CLIENT = 3;

jest.setTimeout(60_000);

const collector = collectForEachTest();
const { gateway, received } = collector;

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT_ID = '00f067aa0ba902b7';

describe('a request that was not sampled', () => {
  it('is kept if it failed: the server span and the spans of its calls, one trace with what was sent on', async () => {
    const upstream = await startGateway('traced.cjs', { preload: false });
    const front = await gateway({ TRACE_SAMPLE_RATE: '0', UPSTREAM_URL: upstream.url });
    await fetch(`${front.url}/proxy`);
    const before = Date.now();
    await fetch(`${front.url}/proxy?path=/boom`);
    const spans = await received(2);
    const server = spans.find(({ kind }) => kind === SERVER);
    const client = spans.find(({ kind }) => kind === CLIENT);
    expect(spans).toHaveLength(2);
    expect(server).toMatchObject({
      name: 'GET',
      parentSpanId: '',
      status: 2,
      scope: 'gatewatch',
      attributes: {
        'http.response.status_code': 503,
        'error.type': '503',
        'url.path': '/proxy',
        'url.query': 'path=REDACTED',
        'gatewatch.sampling.kept': 'error',
      },
      resource: { 'service.name': 'gateway' },
    });
    expect(client).toMatchObject({
      traceId: server?.traceId,
      parentSpanId: server?.spanId,
      status: 2,
      attributes: { 'url.full': `${upstream.url}/boom`, 'http.response.status_code': 503 },
    });
    expect(Number(server?.startMs)).toBeGreaterThan(before - 1000);
    expect(Number(client?.startMs)).toBeGreaterThanOrEqual(Number(server?.startMs) - 1);
    expect(Number(client?.endMs)).toBeLessThanOrEqual(Number(server?.endMs) + 1);
    const samples = await front.metrics();
    expect(samples.sum('gatewatch_traces_sampled_total', { reason: 'error' })).toBe(1);
    expect(samples.sum('gatewatch_traces_sampled_total')).toBe(1);
  });

  it('is kept if it was slow, and continues the trace of its caller', async () => {
    const keep = { GATEWATCH_SAMPLING: '{"ratio":0,"keep":{"slowMs":150,"errors":false}}' };
    const { url } = await gateway(keep);
    await fetch(`${url}/boom`);
    await fetch(`${url}/slow?ms=1`);
    const headers = { traceparent: `00-${TRACE_ID}-${PARENT_ID}-00` };
    await fetch(`${url}/slow?ms=200`, { headers });
    const [span] = await received(1);
    expect(collector.spans).toHaveLength(1);
    expect(span).toMatchObject({
      traceId: TRACE_ID,
      parentSpanId: PARENT_ID,
      status: 0,
      attributes: { 'url.path': '/slow', 'gatewatch.sampling.kept': 'slow' },
    });
    expect(Number(span?.endMs) - Number(span?.startMs)).toBeGreaterThanOrEqual(150);
  });

  it('is not kept beyond the limit per second, nor if the sampler is always_off', async () => {
    const limited = await gateway({ GATEWATCH_SAMPLING: '{"ratio":0,"keep":{"perSecond":0}}' });
    const off = await gateway({ OTEL_TRACES_SAMPLER: 'always_off' });
    await Promise.all([fetch(`${limited.url}/boom`), fetch(`${off.url}/boom`)]);
    const counted = await until('the limit is counted', async () => {
      const samples = await limited.metrics();
      return samples.sum('gatewatch_traces_keep_limited_total') > 0 ? samples : undefined;
    });
    expect(counted.sum('gatewatch_traces_keep_limited_total')).toBe(1);
    expect((await off.metrics()).sum('gatewatch_export_ended_total', { signal: 'traces' })).toBe(0);
    expect(collector.spans).toHaveLength(0);
  });
});

it('rules, caller and force header decide in the order that the documentation gives', async () => {
  const { url, metrics } = await gateway({
    GATEWATCH_SAMPLING: '{"ratio":0,"rules":[{"route":"/ok","tenant":"acme","ratio":1}]}',
    GATEWATCH_TRACE_FORCE_SECRET: 'open sesame',
    GATEWATCH_TRACE_REQUEST_HEADERS: 'x-gatewatch-trace,x-tenant-id',
  });
  const get = (headers: Record<string, string>) => fetch(`${url}/ok`, { headers });
  await get({});
  await get({ 'x-gatewatch-trace': 'wrong' });
  await get({ 'x-tenant-id': 'acme' });
  await get({ 'x-tenant-id': 'acme', traceparent: `00-${TRACE_ID}-${PARENT_ID}-00` });
  await get({ 'x-gatewatch-trace': 'open sesame', traceparent: `00-${TRACE_ID}-${PARENT_ID}-00` });
  const spans = await received(2);
  expect(spans).toHaveLength(2);
  expect(spans[0]?.attributes).toMatchObject({
    'http.request.header.x-tenant-id': expect.stringContaining('acme'),
  });
  expect(spans[1]).toMatchObject({ traceId: TRACE_ID, parentSpanId: PARENT_ID });
  expect(JSON.stringify(spans)).not.toContain('sesame');
  const samples = await metrics();
  const reasons = ['parent', 'ratio', 'rule', 'forced', 'error', 'slow'].map((reason) =>
    samples.sum('gatewatch_traces_sampled_total', { reason }),
  );
  expect(reasons).toEqual([0, 0, 1, 1, 0, 0]);
});

it('follows a change through the admin port with the next request', async () => {
  const { url, adminUrl } = await gateway({ TRACE_SAMPLE_RATE: '0' });
  const put = (policy: unknown) =>
    fetch(`${adminUrl}/sampling`, {
      method: 'PUT',
      body: JSON.stringify(policy),
      headers: { 'content-type': 'application/json' },
    });
  await fetch(`${url}/ok`);
  expect((await put({ ratio: 7 })).status).toBe(422);
  expect((await put({ ratio: 1 })).status).toBe(200);
  await fetch(`${url}/ok`);
  await received(1);
  expect(collector.spans).toHaveLength(1);
});

it('reads and writes B3 where it is configured, and counts a conflict with W3C', async () => {
  const upstream = await startGateway('traced.cjs', { preload: false });
  const { url, metrics } = await gateway({ OTEL_PROPAGATORS: 'b3,tracecontext', UPSTREAM_URL: upstream.url });
  const b3 = `${TRACE_ID}-${PARENT_ID}-0`;
  const first = (await (await fetch(`${url}/proxy`, { headers: { b3 } })).json()) as Record<string, string>;
  expect(first['b3']).toMatch(new RegExp(`^${TRACE_ID}-[0-9a-f]{16}-0$`));
  expect(first['traceparent']).toMatch(new RegExp(`^00-${TRACE_ID}-[0-9a-f]{16}-00$`));
  const traceparent = `00-${TRACE_ID.replace('4', '5')}-${PARENT_ID}-00`;
  const answer = await fetch(`${url}/proxy`, { headers: { b3, traceparent } });
  const second = (await answer.json()) as Record<string, string>;
  expect(second['traceparent']?.slice(3, 35)).toBe(TRACE_ID.replace('4', '5'));
  expect((await metrics()).sum('gatewatch_propagation_conflicts_total', { ignored: 'b3' })).toBe(1);
});
