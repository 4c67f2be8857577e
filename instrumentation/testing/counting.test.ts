import { once } from 'node:events';
import * as http from 'node:http';
import { type Gateway, request, startGateway, stopGateways } from './gateway';
import type { Samples } from './metrics-text';
import { until } from './until';

jest.setTimeout(60_000);
afterEach(stopGateways);

const REQUESTS = 'http_server_requests_total';
const IN_FLIGHT = 'http_server_active_requests';

/** The scrape in which `name` first sums up to at least `value`. */
async function scrapeWith(gateway: Gateway, name: string, value: number): Promise<Samples> {
  return until(`${name} reaches ${value}`, async () => {
    const samples = await gateway.metrics();
    return samples.sum(name) >= value && samples;
  });
}

test('counts by method, status and outcome are exact, over kept-alive connections too', async () => {
  const gateway = await startGateway('raw.cjs');
  const agent = new http.Agent({ keepAlive: true, maxSockets: 2 });
  const send = (path: string, method = 'GET') => request(gateway.url + path, { agent, method });
  const all = [
    ...Array.from({ length: 50 }, () => send('/')),
    ...Array.from({ length: 20 }, () => send('/missing', 'POST')),
    ...Array.from({ length: 10 }, () => send('/boom', 'PROPFIND')),
  ];
  await Promise.all(all);
  agent.destroy();

  const samples = await scrapeWith(gateway, REQUESTS, 80);
  const label = 'http_request_method';
  expect(samples.sum(REQUESTS)).toBe(80);
  expect(samples.sum(REQUESTS, { [label]: 'GET', http_response_status_code: '200', outcome: 'ok' })).toBe(50);
  expect(samples.sum(REQUESTS, { [label]: 'POST', outcome: 'client_error' })).toBe(20);
  // A method that the contract does not list.
  expect(samples.sum(REQUESTS, { [label]: '_OTHER', outcome: 'server_error' })).toBe(10);
  expect(samples.of(REQUESTS).map(({ labels }) => labels['http_route'])).toEqual(Array(3).fill('unmatched'));
  expect(samples.sum('http_server_request_duration_seconds_count')).toBe(80);
  expect(samples.sum(IN_FLIGHT)).toBe(0);
});

test('requests of clients that go away are counted as aborted, and leave no request in flight', async () => {
  const gateway = await startGateway('raw.cjs');
  const held = http.get(`${gateway.url}/hold`, { agent: false }).on('error', () => undefined);
  const streamed = http.get(`${gateway.url}/stream`, { agent: false }).on('error', () => undefined);
  await once(streamed, 'response');
  expect((await scrapeWith(gateway, IN_FLIGHT, 2)).sum(IN_FLIGHT)).toBe(2);

  held.destroy();
  streamed.destroy();
  const samples = await scrapeWith(gateway, REQUESTS, 2);
  const aborted = { outcome: 'client_aborted' };
  // One had no response head yet, the other had.
  expect(samples.sum(REQUESTS, { ...aborted, http_response_status_code: 'none' })).toBe(1);
  expect(samples.sum(REQUESTS, { ...aborted, http_response_status_code: '200' })).toBe(1);
  expect(samples.sum(REQUESTS)).toBe(2);
  expect(samples.sum(IN_FLIGHT)).toBe(0);
});

test('a label stops at its cap, and totals stay exact', async () => {
  const gateway = await startGateway('raw.cjs');
  const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });
  const statuses = Array.from({ length: 400 }, (_, index) => 200 + index);
  await Promise.all(statuses.map((status) => request(`${gateway.url}/status?${status}`, { agent })));
  agent.destroy();

  const samples = await scrapeWith(gateway, REQUESTS, 400);
  const codes = new Set(samples.of(REQUESTS).map(({ labels }) => labels['http_response_status_code']));
  // 60 is the contract's cap of the label; beyond it there is `other`.
  expect(codes.size).toBe(61);
  expect(samples.sum(REQUESTS)).toBe(400);
  expect(samples.sum(REQUESTS, { http_response_status_code: 'other' })).toBe(340);
  expect(samples.sum('http_server_request_duration_seconds_count')).toBe(400);
  // The closed label beside it keeps its detail.
  expect(samples.sum(REQUESTS, { outcome: 'ok' })).toBe(200);
  const overflow = { metric: REQUESTS, label: 'http_response_status_code' };
  expect(samples.sum('gatewatch_cardinality_overflow_total', overflow)).toBe(340);
});

test('requests to the admin port are not requests to the gateway', async () => {
  const gateway = await startGateway('raw.cjs');
  await gateway.admin('/health');
  await request(gateway.url);
  const samples = await scrapeWith(gateway, REQUESTS, 1);
  expect(samples.sum(REQUESTS)).toBe(1);
});

test('metrics can be switched off; the preload then still counts what concerns itself', async () => {
  const gateway = await startGateway('raw.cjs', { env: { OTEL_METRICS_ENABLED: 'false' } });
  await request(gateway.url);
  const samples = await gateway.metrics();
  expect(samples.of(REQUESTS)).toEqual([]);
  expect(samples.sum('gatewatch_build_info')).toBe(1);
});
