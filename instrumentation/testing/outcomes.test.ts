import { once } from 'node:events';
import * as http from 'node:http';
import { connect, type Socket } from 'node:net';
import { type Gateway, request, startGateway, stopGateways } from './gateway';
import type { Samples } from './metrics-text';
import { until } from './until';

jest.setTimeout(60_000);
afterEach(stopGateways);

const REQUESTS = 'http_server_requests_total';

/** The scrape by which `total` requests are counted and none is in flight. */
function afterRequests(gateway: Gateway, total: number): Promise<Samples> {
  return until(`${total} requests are counted`, async () => {
    const samples = await gateway.metrics();
    return samples.sum(REQUESTS) >= total && samples.sum('http_server_active_requests') === 0 && samples;
  });
}

/** Counts as `METHOD status outcome` lines. */
function counts(samples: Samples): Record<string, number> {
  const lines = samples
    .of(REQUESTS)
    .map(({ labels: l, value }) => [
      `${l['http_request_method']} ${l['http_response_status_code']} ${l['outcome']}`,
      value,
    ]);
  return Object.fromEntries(lines) as Record<string, number>;
}

/** Writes text to a new connection and resolves when the gateway has closed it. */
async function send(gateway: Gateway, text: string): Promise<string> {
  const socket = open(gateway, text);
  let answer = '';
  socket.on('data', (chunk) => (answer += String(chunk)));
  await once(socket, 'close');
  return answer;
}

function open(gateway: Gateway, text: string): Socket {
  const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1', () => socket.write(text));
  return socket.on('error', () => undefined);
}

const head = (line: string, ...headers: string[]) => [line, 'Host: x', ...headers, '', ''].join('\r\n');
const UPGRADE = ['Connection: Upgrade', 'Upgrade: websocket'];

test('whoever breaks a request off is named', async () => {
  const gateway = await startGateway('outcomes.cjs');
  const gone = open(gateway, head('GET /hold HTTP/1.1'));
  await until('it is held', async () => (await gateway.metrics()).sum('http_server_active_requests') === 1);
  gone.resetAndDestroy();
  await send(gateway, head('GET /destroy HTTP/1.1'));
  await send(gateway, head('GET /idle HTTP/1.1'));
  // The body never comes.
  await send(gateway, head('POST /echo HTTP/1.1', 'Content-Length: 5'));
  // Nor does the head.
  expect(await send(gateway, 'GET /echo HTTP/1.1\r\n')).toMatch(/^HTTP\/1.1 408 /);
  expect(await send(gateway, 'no HTTP at all\r\n\r\n')).toMatch(/^HTTP\/1.1 400 /);
  await send(gateway, head('GET /echo HTTP/1.1', `X: ${'x'.repeat(20_000)}`));
  // A chunk that is none, in the middle of a request.
  await send(gateway, `${head('PUT /echo HTTP/1.1', 'Transfer-Encoding: chunked')}zz\r\n`);

  const samples = await afterRequests(gateway, 8);
  expect(counts(samples)).toEqual({
    'GET none client_aborted': 1,
    'GET 200 server_aborted': 1,
    'GET none timeout': 1,
    'POST 408 timeout': 1,
    '_OTHER 408 timeout': 1,
    '_OTHER 400 malformed': 1,
    '_OTHER 431 malformed': 1,
    'PUT 400 malformed': 1,
  });
  const errors = samples.of('http_server_errors_total');
  expect(errors.map(({ labels }) => labels['error_type']).sort()).toEqual([
    'server_aborted',
    'timeout',
    'timeout',
  ]);
  await until('all connections are closed', async () => {
    return (await gateway.metrics()).sum('http_server_active_connections') === 0;
  });
  expect(samples.sum('gatewatch_internal_errors_total')).toBe(0);
});

test('upgrades: accepted, refused, tunnelled; open WebSockets are counted and their life is measured', async () => {
  const gateway = await startGateway('outcomes.cjs');
  expect(await send(gateway, head('GET /refuse HTTP/1.1', ...UPGRADE))).toMatch(/^HTTP\/1.1 401 /);
  expect(await send(gateway, head('CONNECT a:443 HTTP/1.1'))).toMatch(/^HTTP\/1.1 200 /);
  const webSocket = open(gateway, head('GET /ws HTTP/1.1', ...UPGRADE));
  await once(webSocket, 'data');

  const samples = await afterRequests(gateway, 3);
  expect(counts(samples)).toEqual({
    'GET 401 client_error': 1,
    'CONNECT 200 upgraded': 1,
    'GET 101 upgraded': 1,
  });
  expect(samples.sum('websocket_connections_active')).toBe(1);
  expect(samples.sum('http_server_active_connections')).toBe(1);

  webSocket.write('bye');
  await once(webSocket, 'close');
  const after = await until('it is closed', async () => {
    const now = await gateway.metrics();
    return now.sum('websocket_connections_active') === 0 && now;
  });
  const events = after.of('websocket_connections_total').map(({ labels, value }) => [labels['event'], value]);
  expect(Object.fromEntries(events)).toEqual({ opened: 1, closed: 1, error: 0, rejected: 1 });
  expect(after.sum('websocket_connection_duration_seconds_count')).toBe(1);
  expect(after.sum(REQUESTS)).toBe(3);
  expect(after.sum('http_server_request_duration_seconds_count')).toBe(3);
});

test('sizes of bodies: with a length, chunked, none, and over one connection', async () => {
  const gateway = await startGateway('outcomes.cjs');
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  await request(`${gateway.url}/chunked`, { agent });
  await request(`${gateway.url}/file`, { agent });
  await request(`${gateway.url}/file`, { agent, method: 'HEAD' });
  await request(`${gateway.url}/chunked`, { agent });
  await post(`${gateway.url}/echo`, { agent, headers: { 'Content-Length': 700 } }, 'd'.repeat(700));
  await post(`${gateway.url}/echo`, { agent }, 'e'.repeat(300), 'f'.repeat(200));
  agent.destroy();

  const samples = await afterRequests(gateway, 6);
  const sum = (side: string, method: string) =>
    samples.sum(`http_server_${side}_body_size_bytes_sum`, { http_request_method: method });
  expect([sum('request', 'GET'), sum('request', 'HEAD'), sum('request', 'POST')]).toEqual([0, 0, 1200]);
  expect([sum('response', 'HEAD'), sum('response', 'POST')]).toEqual([0, 1200]);
  // Two chunked ones with their framing: 15 and 12 bytes of it for chunks of 2000 and 3000 bytes.
  expect(sum('response', 'GET')).toBeGreaterThanOrEqual(11_200);
  expect(sum('response', 'GET')).toBeLessThan(11_200 + 60);
  expect(samples.sum('http_server_response_body_size_bytes_count')).toBe(6);
});

async function post(url: string, options: http.RequestOptions, ...chunks: string[]): Promise<void> {
  const call = http.request(url, { method: 'POST', ...options });
  for (const chunk of chunks) call.write(chunk);
  call.end();
  const [response] = (await once(call, 'response')) as [http.IncomingMessage];
  response.resume();
  await once(response, 'end');
}
