import { Duplex } from 'node:stream';
import type { Socket } from 'node:net';
import { firstStatus } from './first-status';

function watched() {
  const written: string[] = [];
  const socket = new Duplex({
    read: () => undefined,
    write: (chunk, _encoding, done) => {
      written.push(String(chunk));
      done();
    },
  }) as unknown as Socket;
  const { write, end } = socket;
  const seen: (number | undefined)[] = [];
  const stop = firstStatus(socket, (status) => seen.push(status));
  const isRestored = () => socket.write === write && socket.end === end;
  return { socket, written, seen, stop, isRestored };
}

test.each<[string, string | Buffer, number | undefined]>([
  ['text', 'HTTP/1.1 101 Switching Protocols\r\n\r\n', 101],
  ['bytes', Buffer.from('HTTP/1.0 407 Who?\r\n\r\n'), 407],
  ['something else', 'SSH-2.0-x', undefined],
])('reads the status of a response written as %s, once', (_what, text, status) => {
  const { socket, seen, written, stop, isRestored } = watched();
  socket.write('');
  socket.write(text);
  socket.write('HTTP/1.1 500 later');
  expect(seen).toEqual([status]);
  expect(written.filter((chunk) => chunk !== '')).toEqual([String(text), 'HTTP/1.1 500 later']);
  expect(isRestored()).toBe(true);
  expect(stop()).toBe(false);
});

test('a response that comes with the end counts as well', () => {
  const { socket, seen } = watched();
  socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
  expect(seen).toEqual([401]);
});

test('nothing is read after the end of the watch, and it says that nothing was written', () => {
  const { socket, seen, stop, isRestored } = watched();
  expect(stop()).toBe(true);
  socket.write('HTTP/1.1 200 OK\r\n\r\n');
  expect(seen).toEqual([]);
  expect(isRestored()).toBe(true);
});

test('a method that somebody else has put on top stays', () => {
  const { socket, seen } = watched();
  const theirs = socket.write.bind(socket);
  socket.write = theirs;
  socket.write('HTTP/1.1 101 x');
  expect(seen).toEqual([101]);
  expect(socket.write).toBe(theirs);
});
