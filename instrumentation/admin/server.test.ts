import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { HealthRegistry } from '../health/registry';
import { isOwnServer } from '../http/own-servers';
import { streamLog } from '../log/log';
import { request } from '../testing/gateway';
import { until } from '../testing/until';
import { type AdminRoutes, json } from './routes';
import { startAdminServer } from './server';

const open = new Set<Server>();
afterEach(() => {
  for (const server of open) {
    server.closeAllConnections();
    server.close();
  }
  open.clear();
});

async function start(routes: AdminRoutes, host = '127.0.0.1', port = 0) {
  const lines: string[] = [];
  const errors: string[] = [];
  const health = new HealthRegistry();
  const server = startAdminServer({
    host,
    port,
    routes,
    health,
    log: streamLog((line) => lines.push(line)),
    countError: (where) => errors.push(where),
  });
  open.add(server);
  await until('the server has settled', () => health.components()['admin'] !== undefined);
  const address = server.address() as AddressInfo | null;
  return { server, health, lines, errors, url: `http://127.0.0.1:${address?.port}`, port: address?.port };
}

test('a route that fails is answered with 500 and counted', async () => {
  const { url, errors } = await start({
    '/metrics': () => Promise.reject(new Error('broken')),
    '/thrown': () => {
      throw new Error('broken');
    },
  });
  expect((await request(`${url}/metrics`)).status).toBe(500);
  expect((await request(`${url}/thrown`)).status).toBe(500);
  expect(errors).toEqual(['admin', 'admin']);
});

test('names that every object has are no paths', async () => {
  const { url } = await start({ '/health': () => json(200, {}) });
  for (const path of ['/constructor', '/__proto__', '/toString']) {
    expect((await request(url + path)).status).toBe(404);
  }
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
  const { lines, health } = await start({}, host, first.port);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(reason);
  expect(health.components()['admin']?.status).toBe('degraded');
});

test('garbage and oversized heads do not harm it', async () => {
  const { url, port } = await start({ '/health': () => json(200, {}) });
  for (const head of ['\u0000\u0001garbage\r\n\r\n', `GET / HTTP/1.1\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`]) {
    const socket = connect(port ?? 0, '127.0.0.1');
    socket.on('error', () => undefined).resume();
    socket.write(head);
    await once(socket, 'close');
  }
  expect((await request(`${url}/health`)).status).toBe(200);
});
