import { describeAddress, isLocal } from './address';

const address = (host: string, socket?: string) => ({ host, port: 9464, socket });

test.each([
  ['127.0.0.1', true],
  ['127.3.2.1', true],
  ['::1', true],
  ['localhost', true],
  ['0.0.0.0', false],
  ['::', false],
  ['192.0.2.1', false],
  ['127.0.0.1.example', false],
  ['gateway', false],
])('%s is reached from this machine alone: %s', (host, expected) => {
  expect(isLocal(address(host))).toBe(expected);
});

test('a Unix socket is local, whatever the host', () => {
  expect(isLocal(address('0.0.0.0', '/run/gateway.sock'))).toBe(true);
});

test.each([
  [address('127.0.0.1'), 'http://127.0.0.1:9464'],
  [address('::1'), 'http://[::1]:9464'],
  [address('::1', '/run/gateway.sock'), 'unix:/run/gateway.sock'],
])('%j reads %s', (given, expected) => expect(describeAddress(given)).toBe(expected));
