import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { type Gateway, request, startGateway, stopGateways } from './gateway';
import { until } from './until';

jest.setTimeout(60_000);

const CALLS = 'http_client_request_duration_seconds_count';
let upstream: Server;
let upstreamUrl: string;

beforeAll(async () => {
  upstream = createServer((incoming, response) => response.end(JSON.stringify(incoming.headers)));
  upstream.listen(0, '127.0.0.1');
  await once(upstream, 'listening');
  upstreamUrl = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
});
afterAll(() => {
  upstream.closeAllConnections();
  upstream.close();
});
afterEach(stopGateways);

const start = (env: Record<string, string> = {}): Promise<Gateway> =>
  startGateway('calling.cjs', { env: { UPSTREAM: upstreamUrl, ...env } });

const WAYS = ['/agent', '/raw-headers', '/no-agent', '/own-connection', '/fetch', '/ignored'];

test('calls to an upstream are measured once each, however they are made', async () => {
  const gateway = await start();
  for (const way of WAYS) expect((await request(gateway.url + way)).status).toBe(200);
  const samples = await until(`${WAYS.length} calls are counted`, async () => {
    const now = await gateway.metrics();
    return now.sum(CALLS) >= WAYS.length && now;
  });
  expect(samples.of(CALLS).map(({ labels, value }) => ({ ...labels, value }))).toEqual([
    {
      http_request_method: 'GET',
      server_address: new URL(upstreamUrl).host,
      http_response_status_code: '200',
      value: WAYS.length,
    },
  ]);
});

test('a call that gets no answer is counted with status none, and fails as it would have', async () => {
  const gateway = await start();
  expect((await request(`${gateway.url}/refused`)).status).toBe(502);
  const samples = await until('the call is counted', async () => {
    const now = await gateway.metrics();
    return now.sum(CALLS) === 1 && now;
  });
  expect(samples.sum(CALLS, { server_address: '127.0.0.1:1', http_response_status_code: 'none' })).toBe(1);
});

// Nothing listens there: spans wait in the queue, the context is passed on all the same.
const TRACED = {
  OTEL_TRACES_EXPORTER: 'otlp',
  OTLP_ENDPOINT: '127.0.0.1:1',
  GATEWATCH_SHUTDOWN_DEADLINE_MS: '1',
};
const CALLER = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' };

test.each(WAYS.filter((way) => way !== '/ignored'))('the trace context is passed on: %s', async (way) => {
  const gateway = await start(TRACED);
  const { body } = await request(gateway.url + way, { headers: CALLER });
  const { traceparent } = JSON.parse(body) as { traceparent?: string };
  // The caller's trace, under a span of the gateway's own.
  expect(traceparent).toMatch(/^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01$/);
  expect(traceparent).not.toBe(CALLER.traceparent);
});
