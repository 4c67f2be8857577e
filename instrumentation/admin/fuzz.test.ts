import { once } from 'node:events';
import { connect } from 'node:net';
import { request } from '../testing/gateway';
import { echo, fine, startAdminUnderTest, stopAdminServers } from './testing/admin-server';

afterEach(stopAdminServers);

test('whatever is sent, it goes on and throws nothing', async () => {
  const { url, port, errors } = await startAdminUnderTest({ '/health': fine, '/sampling': echo });
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
