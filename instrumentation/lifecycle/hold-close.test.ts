import { once } from 'node:events';
import { createServer } from 'node:http';
import { holdClose } from './hold-close';

it('puts the close event off until the flush is over, and then restores the server', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const events: string[] = [];
  let flushed = (): void => undefined;
  holdClose(server, () => {
    events.push('flush begun');
    return new Promise((resolve) => (flushed = resolve));
  });
  const closed = new Promise<void>((resolve) =>
    server.close(() => {
      events.push('closed');
      resolve();
    }),
  );
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(events).toEqual(['flush begun']);
  flushed();
  await closed;
  expect(events).toEqual(['flush begun', 'closed']);
  expect(Object.hasOwn(server, 'emit')).toBe(false);
});

it('lets every other event through, and an emit that somebody had replaced', () => {
  const server = createServer();
  const replaced = jest.fn(() => true);
  server.emit = replaced;
  holdClose(server, () => Promise.resolve());
  server.emit('listening');
  expect(replaced).toHaveBeenCalledWith('listening');
  server.emit('close');
  expect(server.emit).toBe(replaced);
});
