import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { Routes } from './routes';

const request = () => new IncomingMessage(new Socket());

test('a request that nobody knows is unmatched; the last statement about one counts', () => {
  const routes = new Routes();
  const known = request();
  routes.set(known, '*');
  routes.set(known, '/orders/:id');
  expect([routes.of(known), routes.of(request())]).toEqual(['/orders/:id', 'unmatched']);
});

test('resolvers are asked in turn for what no hook has stated', () => {
  const routes = new Routes();
  const stated = request();
  routes.set(stated, '/stated');
  routes.addResolver(() => undefined);
  routes.addResolver(() => '/resolved');
  expect([routes.of(stated), routes.of(request())]).toEqual(['/stated', '/resolved']);
});

test('a template never reads like a reserved value', () => {
  const routes = new Routes();
  const odd = request();
  routes.set(odd, 'unmatched');
  expect(routes.of(odd)).toBe('/unmatched');
});
