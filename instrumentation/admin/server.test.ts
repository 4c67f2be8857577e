import { once } from 'node:events';
import { existsSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HealthRegistry } from '../health/registry';
import { isOwnServer } from '../http/own-servers';
import { streamLog } from '../log/log';
import { request } from '../testing/gateway';
import { until } from '../testing/until';
import type { AdminAddress } from './address';
import { parseJson } from './body';
import { createGate } from './gate';
import { json } from './response';
import type { AdminHandler, AdminMethod, AdminRoute, AdminRoutes } from './routes';
import { startAdminServer } from './server';

const open = new Set<Server>();
const folder = mkdtempSync(join(tmpdir(), 'gatewatch-admin-'));
afterEach(() => {
  for (const server of open) {
    server.closeAllConnections();
    server.close();
  }
  open.clear();
});
afterAll(() => rmSync(folder, { recursive: true }));

const LOOPBACK: AdminAddress = { host: '127.0.0.1', port: 0, socket: undefined };
const route = (handler: AdminHandler, method: AdminMethod = 'GET'): AdminRoute => ({
  access: 'open',
  methods: { [method]: handler },
});
const fine = route(() => json(200, {}));
const echo = route(async ({ body }) => json(200, parseJson(await body())), 'PUT');

async function start(routes: AdminRoutes, change: Partial<AdminAddress> = {}) {
  const lines: string[] = [];
  const errors: string[] = [];
  const health = new HealthRegistry();
  const server = startAdminServer({
    address: { ...LOOPBACK, ...change },
    routes,
    gate: createGate({ token: () => 's3cret', isLocal: true }),
    health,
    log: streamLog((line) => lines.push(line)),
    countError: (where) => errors.push(where),
  });
  open.add(server);
  await until('the server has settled', () => health.components()['admin'] !== undefined);
  const address = server.address() as AddressInfo | null;
  return { server, health, lines, errors, url: `http://127.0.0.1:${address?.port}`, port: address?.port };
}

/** Status of a request with a body. */
async function send(url: string, method: string, body: string): Promise<number> {
  const response = await fetch(url, { method, body, headers: { connection: 'close' } });
  await response.arrayBuffer();
  return response.status;
}

test('a route that fails is answered with 500 and counted', async () => {
  const { url, errors } = await start({
    '/rejected': route(() => Promise.reject(new Error('broken'))),
    '/thrown': route(() => {
      throw new Error('broken');
    }),
  });
  expect((await request(`${url}/rejected`)).status).toBe(500);
  expect((await request(`${url}/thrown`)).status).toBe(500);
  expect(errors).toEqual(['admin', 'admin']);
});

test('names that every object has are no paths', async () => {
  const { url } = await start({ '/health': fine });
  for (const path of ['/constructor', '/__proto__', '/toString']) {
    expect((await request(url + path)).status).toBe(404);
  }
});

test('a path takes its own methods and says which', async () => {
  const { url } = await start({ '/health': fine, '/sampling': echo });
  const post = await request(`${url}/health`, { method: 'POST' });
  expect([post.status, post.headers.allow]).toEqual([405, 'GET, HEAD']);
  expect((await request(`${url}/sampling`)).headers.allow).toBe('PUT');
  const head = await request(`${url}/health`, { method: 'HEAD' });
  expect([head.status, head.headers['content-length'], head.body]).toEqual([200, '3', '']);
});

test('a guarded path asks for the token', async () => {
  const { url } = await start({ '/observability': { ...fine, access: 'guarded' } });
  expect((await request(`${url}/observability`)).status).toBe(401);
  const headers = { authorization: 'Bearer s3cret' };
  expect((await request(`${url}/observability`, { headers })).status).toBe(200);
});

test('a body that is too large or no JSON is refused and is no error of the preload', async () => {
  const { url, errors } = await start({ '/sampling': echo });
  expect(await send(`${url}/sampling`, 'PUT', '{"ratio":1}')).toBe(200);
  expect(await send(`${url}/sampling`, 'PUT', '{"ratio":')).toBe(400);
  expect(await send(`${url}/sampling`, 'PUT', `"${'x'.repeat(70_000)}"`)).toBe(413);
  expect(await send(`${url}/sampling`, 'PUT', `"${'x'.repeat(5_000_000)}"`)).toBe(413);
  expect(errors).toEqual([]);
});

test('a large answer arrives whole, in the chunks that it was made in', async () => {
  const chunks = Array.from({ length: 40 }, (_, n) => Buffer.alloc(100_000, String(n % 10)));
  const { url } = await start({ '/metrics': route(() => ({ status: 200, headers: {}, body: chunks })) });
  const { headers, body } = await request(`${url}/metrics`);
  expect(headers['content-length']).toBe('4000000');
  expect(body === Buffer.concat(chunks).toString()).toBe(true);
});

test('a free port is announced, and the server is known as the preload’s own', async () => {
  const { server, lines, url, health } = await start({});
  expect(lines).toEqual([`gatewatch: admin port listens on ${url}\n`]);
  expect(health.status).toBe('ok');
  expect(isOwnServer(server)).toBe(true);
});

test.each([
  ['a port that is taken', '127.0.0.1', /the port is taken/],
  ['an address of another machine', '192.0.2.1', /EADDRNOTAVAIL/],
])('%s is one line and a degraded health', async (_name, host, reason) => {
  const first = await start({});
  const { lines, health } = await start({}, { host, port: first.port ?? 0 });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(reason);
  expect(health.components()['admin']?.status).toBe('degraded');
});

describe('on a Unix socket', () => {
  const health = async (socket: string) =>
    (await request('http://gateway/health', { socketPath: socket })).status;

  test('it answers, for the owner and the group alone', async () => {
    const socket = join(folder, 'fresh.sock');
    const { health: state } = await start({ '/health': fine }, { socket });
    expect(await health(socket)).toBe(200);
    expect(statSync(socket).mode & 0o777).toBe(0o660);
    expect(state.components()['admin']?.message).toBe(`listening on unix:${socket}`);
  });

  test('a file that a process has left behind is replaced', async () => {
    const socket = join(folder, 'stale.sock');
    const left = createHttpServer().listen(socket);
    await once(left, 'listening');
    // What a process that is killed leaves: the file, and nobody behind it.
    renameSync(socket, `${socket}.kept`);
    left.close();
    await once(left, 'close');
    renameSync(`${socket}.kept`, socket);
    await start({ '/health': fine }, { socket });
    expect(await health(socket)).toBe(200);
  });

  test('one that is in use, and a file that is no socket, are left alone', async () => {
    const socket = join(folder, 'used.sock');
    await start({ '/health': fine }, { socket });
    const second = await start({}, { socket });
    expect(second.health.components()['admin']?.message).toMatch(/EADDRINUSE.*GATEWATCH_ADMIN_SOCKET/);
    expect(await health(socket)).toBe(200);

    const file = join(folder, 'file');
    writeFileSync(file, 'precious');
    const third = await start({}, { socket: file });
    expect(third.health.status).toBe('degraded');
    expect(existsSync(file)).toBe(true);
  });
});

test('whatever is sent, it goes on and throws nothing', async () => {
  const { url, port, errors } = await start({ '/health': fine, '/sampling': echo });
  const heads = [
    '\u0000\u0001garbage\r\n\r\n',
    `GET / HTTP/1.1\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`,
    'PUT /sampling HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: 5\r\n\r\n{{{{{',
    'PUT /sampling HTTP/1.1\r\nhost: a\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
    ...fuzzed(150),
  ];
  await Promise.all(
    [0, 1, 2, 3].map(async (lane) => {
      for (const head of heads.filter((_, index) => index % 4 === lane)) {
        const socket = connect(port ?? 0, '127.0.0.1');
        socket.on('error', () => undefined).resume();
        socket.end(head);
        await once(socket, 'close');
      }
    }),
  );
  expect((await request(`${url}/health`)).status).toBe(200);
  expect(errors).toEqual([]);
});

/** Requests put together at random from what a request may hold, and from what it may not; the same ones each time. */
function fuzzed(count: number): string[] {
  let state = 5;
  const pick = <T>(items: readonly T[]): T => {
    state = (state * 48_271) % 2_147_483_647;
    return items[state % items.length] as T;
  };
  const targets = [
    '/health',
    '/sampling',
    '//',
    '/%',
    '/?%%&=',
    '*',
    '/a?b?c',
    '\u00e9',
    'http://x/health',
    '/..',
  ];
  const headers = [
    'accept: ;q',
    'authorization: Bearer',
    'content-length: -1',
    'content-length: 9',
    'expect: x',
    ':',
  ];
  const methods = ['GET', 'PUT', 'POST', 'OPTIONS', 'TRACE', 'get', 'CONNECT', 'M-SEARCH'];
  return Array.from(
    { length: count },
    () =>
      `${pick(methods)} ${pick(targets)} HTTP/1.1\r\nhost: ${pick(['a', '', '\u0000'])}\r\nconnection: close\r\n` +
      `${pick(headers)}\r\n${pick(headers)}\r\n\r\n${pick(['', '{}', '[1,', '\u0000'])}`,
  );
}
