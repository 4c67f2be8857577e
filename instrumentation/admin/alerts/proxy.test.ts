import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { request } from '../../testing/gateway';
import { loadConfig } from '../../config/load';
import { startAdminUnderTest, stopAdminServers, TOKEN } from '../testing/admin-server';
import { AlertsClient } from './client';
import { alertsProxy } from './proxy';

const servers = new Set<Server>();
afterEach(() => {
  stopAdminServers();
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  servers.clear();
});

/** An operations server with the answer given; resolves to its base URL. */
async function operations(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  servers.add(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The admin paths in front of it. */
async function proxy(url: string | undefined): Promise<string> {
  const { config } = loadConfig(url === undefined ? {} : { GATEWATCH_ALERTS_URL: url });
  const handler = alertsProxy(AlertsClient.of(config), config);
  const route = { access: 'guarded', methods: { GET: handler, POST: handler } } as const;
  return (await startAdminUnderTest({ '/alerts': route, '/alerts/**': route })).url;
}

const authorization = { authorization: `Bearer ${TOKEN}` };
const ask = async (url: string, init: RequestInit = {}) => {
  const response = await fetch(url, { ...init, headers: { ...authorization, connection: 'close' } });
  return { status: response.status, body: await response.text() };
};

test('a call goes through with method, path, query and body, and the answer comes back as it is', async () => {
  const seen: { url?: string | undefined; method?: string | undefined; body: string }[] = [];
  const read = async (message: IncomingMessage) => {
    let body = '';
    for await (const chunk of message) body += String(chunk);
    return body;
  };
  const url = await proxy(
    await operations((message, response) => {
      void read(message).then((body) => {
        seen.push({ url: message.url, method: message.method, body });
        response.writeHead(418, { 'content-type': 'application/problem+json' }).end('{"a":1}');
      });
    }),
  );
  const answer = await ask(`${url}/alerts/abc/acknowledge?by=a%26b`, { method: 'POST', body: '{"x":1}' });
  expect(answer).toEqual({ status: 418, body: '{"a":1}' });
  expect(seen).toEqual([{ url: '/alerts/abc/acknowledge?by=a%26b', method: 'POST', body: '{"x":1}' }]);
});

test('nobody gets through without the token', async () => {
  let calls = 0;
  const url = await proxy(await operations((_message, response) => response.end(String(++calls))));
  expect((await request(`${url}/alerts`)).status).toBe(401);
  expect(calls).toBe(0);
});

test('an answer that grows without end is given up', async () => {
  const url = await proxy(
    await operations((_message, response) => {
      const chunk = Buffer.alloc(65_536);
      const more = () => {
        while (!response.destroyed && response.write(chunk));
        response.once('drain', more);
      };
      more();
    }),
  );
  expect(await ask(`${url}/alerts`)).toMatchObject({
    status: 502,
    body: expect.stringContaining('4194304 bytes') as string,
  });
});

test('a body that is too large never leaves', async () => {
  let calls = 0;
  const url = await proxy(await operations((_message, response) => response.end(String(++calls))));
  const { status } = await ask(`${url}/alerts/silences`, { method: 'POST', body: 'x'.repeat(70_000) });
  expect([status, calls]).toEqual([413, 0]);
});

test('a server that answers nothing, cuts the answer off, or is not named is a 503 that says so', async () => {
  const silent = new AlertsClient(await operations(() => undefined), undefined);
  await expect(silent.call({ method: 'GET', path: '/alerts', deadlineMs: 50 })).rejects.toThrow(
    'no answer within 50 ms',
  );
  const trickling = await operations((_message, response) => response.write('{'));
  const slow = new AlertsClient(trickling, undefined);
  await expect(slow.call({ method: 'GET', path: '/alerts', deadlineMs: 50 })).rejects.toThrow(
    'no answer within 50 ms',
  );

  const cut = await proxy(await operations((message) => message.socket.destroy()));
  expect(await ask(`${cut}/alerts`)).toMatchObject({
    status: 503,
    body: expect.stringContaining('is away: ECONNRESET') as string,
  });
  const none = await proxy(undefined);
  expect(await ask(`${none}/alerts`)).toMatchObject({
    status: 503,
    body: expect.stringContaining('set GATEWATCH_ALERTS_URL') as string,
  });
});

test.each(['/alerts/..%2f..%2fadmin', '/alerts/a%00b', '/alerts/a;b', `/alerts/${'a/'.repeat(9)}b`])(
  '%s leads nowhere',
  async (path) => {
    let calls = 0;
    const url = await proxy(await operations((_message, response) => response.end(String(++calls))));
    expect(await ask(url + path)).toMatchObject({ status: 404 });
    expect(calls).toBe(0);
  },
);
