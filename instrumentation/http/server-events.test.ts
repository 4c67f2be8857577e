import * as http from 'node:http';
import * as net from 'node:net';
import type { InternalPart } from '../contract';
import { excludeServer } from './own-servers';
import { ServerEvents } from './server-events';

const prototype = net.Server.prototype as unknown as Record<string, unknown>;
const errors: InternalPart[] = [];
const seen: unknown[] = [];

beforeEach(() => {
  errors.length = 0;
  seen.length = 0;
});
afterEach(() => {
  // Inherited from EventEmitter before.
  delete prototype['emit'];
});

const watch = (handler: (...args: unknown[]) => void = (...args) => seen.push(args)) => {
  new ServerEvents((where) => errors.push(where)).on('clientError', 'connections', (_server, args) =>
    handler(...args),
  );
};

test('handlers come before the gateway’s listeners, and are no listeners', () => {
  watch();
  const server = http.createServer();
  // Without a listener Node.js has to answer by itself: it goes by this value.
  expect(server.emit('clientError', 'error', 'socket')).toBe(false);
  expect(seen).toEqual([['error', 'socket']]);
  server.on('clientError', () => seen.push('listener'));
  expect(server.emit('clientError', 'again')).toBe(true);
  expect(seen.slice(1)).toEqual([['again'], 'listener']);
  expect(server.listenerCount('clientError')).toBe(1);
});

test('servers that speak no HTTP, and those of the preload, are left out', () => {
  watch();
  net.createServer().emit('clientError', 'plain');
  const own = http.createServer();
  excludeServer(own);
  own.emit('clientError', 'own');
  expect(seen).toEqual([]);
});

test('a handler that fails is counted and keeps nobody from the event', () => {
  watch(() => {
    throw new Error('broken');
  });
  const server = http.createServer();
  server.on('clientError', () => seen.push('listener'));
  server.emit('clientError');
  expect([errors, seen]).toEqual([['connections'], ['listener']]);
});

test('without a handler nothing is touched', () => {
  new ServerEvents(() => undefined);
  expect(Object.hasOwn(prototype, 'emit')).toBe(false);
});
