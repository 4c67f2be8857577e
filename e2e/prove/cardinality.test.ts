import { connect } from 'node:net';
import { contract } from '../../instrumentation/contract';
import { SERIES_BUDGET } from '../../instrumentation/presets/series-budget';
import { type Gateway, request, startGateway, stopGateways } from '../../instrumentation/testing/gateway';
import type { Samples } from '../../instrumentation/testing/metrics-text';
import { until } from '../../instrumentation/testing/until';

jest.setTimeout(240_000);
afterEach(stopGateways);

const REQUESTS = 'http_server_requests_total';
const DURATIONS = 'http_server_request_duration_seconds_count';
const SIZES = 'http_server_response_body_size_bytes_count';
const OVERFLOW = 'gatewatch_cardinality_overflow_total';
const PATHS = 100_000;
const TENANTS = 10_000;
const SCANS = 3_000;
/** Requests that a connection has under way at once. */
const PIPELINE = 250;
const CONNECTIONS = 4;
/** What a heap of some 20 MB varies by between two collections; 100,000 remembered paths would take ten times that. */
const HEAP_NOISE_BYTES = 2 * 1024 * 1024;

/** Sends `count` pipelined requests over one connection and resolves when all are answered. */
function pipeline(gateway: Gateway, count: number, head: (index: number) => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1').setEncoding('latin1');
    let sent = 0;
    let answered = 0;
    const sendMore = (): void => {
      const until_ = Math.min(count, answered + PIPELINE);
      let text = '';
      while (sent < until_) text += `${head(sent++)}\r\n\r\n`;
      if (text !== '') socket.write(text);
    };
    let rest = '';
    socket.on('data', (chunk) => {
      const parts = (rest + String(chunk)).split('HTTP/1.1 ');
      // The marker may be cut in two by the border of a chunk.
      rest = (parts.at(-1) ?? '').slice(-8);
      answered += parts.length - 1;
      if (answered >= count) socket.end();
      else if (sent - answered < PIPELINE / 2) sendMore();
    });
    socket.on('close', () =>
      answered >= count ? resolve() : reject(new Error(`${answered} of ${count} answers`)),
    );
    socket.on('error', reject);
    sendMore();
  });
}

/** Spreads the requests over a few connections. */
async function besiege(gateway: Gateway, count: number, head: (index: number) => string): Promise<void> {
  const share = count / CONNECTIONS;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, (_, part) =>
      pipeline(gateway, share, (index) => head(part * share + index)),
    ),
  );
}

const random = () => Math.random().toString(36).slice(2);
const heap = async (gateway: Gateway) => Number((await request(`${gateway.url}/heap`)).body);

function settled(gateway: Gateway, total: number): Promise<Samples> {
  return until(`${total} requests are counted`, async () => {
    const samples = await gateway.metrics();
    return samples.sum(REQUESTS) >= total && samples;
  });
}

/** Holds the scrape against the caps of the contract. */
function expectBounded(samples: Samples): void {
  expect(samples.all.length).toBeLessThan(SERIES_BUDGET);
  expect(samples.of(REQUESTS).length).toBeLessThanOrEqual(contract['http.requests'].seriesBudget);
  expect(samples.of(DURATIONS).length).toBeLessThanOrEqual(contract['http.request.duration'].seriesBudget);
  const routes = new Set(samples.of(REQUESTS).map(({ labels }) => labels['http_route']));
  // The cap, and `other`.
  expect(routes.size).toBeLessThanOrEqual(contract['http.requests'].labels.route.cap + 1);
}

test('100,000 random paths, even declared as routes: series stay under the cap, totals exact, the heap flat', async () => {
  const gateway = await startGateway('besieged.cjs');
  const half = PATHS / 2;
  // Half of them nobody routes, half of them pretend to be a route of their own.
  const path = (index: number) =>
    index % 2 === 0 ? `/${random()}/${index}?x=${random()}` : `/dynamic/${random()}`;
  const get = (index: number) => `GET ${path(index)} HTTP/1.1\r\nHost: x`;
  await besiege(gateway, half, get);
  const before = await heap(gateway);
  const series = (await settled(gateway, half + 1)).all.length;
  await besiege(gateway, half, get);
  const after = await heap(gateway);

  const samples = await settled(gateway, PATHS + 2);
  process.stdout.write(
    `${PATHS} paths: ${samples.all.length} series, heap ${before} bytes at half time, ${after} at the end\n`,
  );
  expect(samples.sum(REQUESTS)).toBe(PATHS + 2);
  expect(samples.sum(DURATIONS)).toBe(PATHS + 2);
  expect(samples.sum(SIZES)).toBe(PATHS + 2);
  expect(samples.sum(REQUESTS, { http_route: 'unmatched' })).toBe(half + 2);
  expect(samples.sum('http_server_active_requests')).toBe(0);
  expect(samples.sum('http_server_active_requests_by_route')).toBe(0);
  const folded = samples.sum(REQUESTS, { http_route: 'other' });
  expect(samples.sum(OVERFLOW, { metric: REQUESTS, label: 'http_route' })).toBe(folded);
  expect(folded).toBeGreaterThan(half - contract['http.requests'].labels.route.cap);
  expectBounded(samples);
  expect(samples.all.length).toBe(series);
  expect(after - before).toBeLessThan(HEAP_NOISE_BYTES);
});

test('10,000 tenants in header and path, and what scanners send', async () => {
  const gateway = await startGateway('besieged.cjs');
  await besiege(
    gateway,
    TENANTS,
    (index) =>
      `GET /tenants/${index}/orders HTTP/1.1\r\nHost: t${index}.example\r\nX-Tenant-Id: tenant-${index}`,
  );
  const calm = (await settled(gateway, TENANTS)).all.length;
  const methods = ['PROPFIND', 'TRACE', 'SEARCH', 'GET', 'OPTIONS', 'DELETE'];
  await besiege(gateway, SCANS, (index) =>
    [
      `${methods[index % methods.length]} /${'../'.repeat(index % 9)}etc/passwd%00${random()} HTTP/1.1`,
      'Host: x',
      `X-Status: ${200 + (index % 400)}`,
    ].join('\r\n'),
  );
  // What is no HTTP costs a connection each.
  const garbage = 200;
  for (let index = 0; index < garbage; index++) await refuse(gateway, `\x16\x03\x01 ${random()}\r\n\r\n`);

  const total = TENANTS + SCANS + garbage;
  const samples = await settled(gateway, total);
  process.stdout.write(`scanners: ${calm} series before, ${samples.all.length} after\n`);
  expect(samples.sum(REQUESTS)).toBe(total);
  expect(samples.sum(REQUESTS, { outcome: 'malformed' })).toBe(garbage);
  expect(samples.sum(DURATIONS)).toBe(total - garbage);
  expect(samples.sum('http_server_active_requests')).toBe(0);
  expectBounded(samples);
  const text = JSON.stringify(samples.all);
  for (const leaked of ['tenant-1', 't1.example', '/tenants/', 'passwd']) expect(text).not.toContain(leaked);
});

/** Sends text on a new connection and resolves when the gateway has closed it. */
function refuse(gateway: Gateway, text: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1', () =>
      socket.write(text, 'latin1'),
    );
    socket
      .on('error', () => undefined)
      .on('close', () => resolve())
      .resume();
  });
}
