import { once } from 'node:events';
import { existsSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isOwnServer } from '../http/own-servers';
import { request } from '../testing/gateway';
import {
  echo,
  fine,
  route,
  startAdminUnderTest as start,
  stopAdminServers,
  TOKEN,
} from './testing/admin-server';

const folder = mkdtempSync(join(tmpdir(), 'gatewatch-admin-'));
afterEach(stopAdminServers);
afterAll(() => rmSync(folder, { recursive: true }));

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
  const headers = { authorization: `Bearer ${TOKEN}` };
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
