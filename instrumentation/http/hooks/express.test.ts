import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { Routes } from '../routes';
import { installExpressHook } from './express';

/** What Express and others put on requests; the type definitions of Node.js know nothing of it. */
type Request = IncomingMessage & { route?: unknown; baseUrl?: unknown; params?: Record<string, string> };

const request = (): Request => new IncomingMessage(new Socket());
const failed: string[] = [];
const install = (routes = new Routes()) => {
  installExpressHook(routes, (where) => failed.push(where));
  return routes;
};

afterEach(() => {
  // The prototype is shared with every other test of this process.
  for (const name of ['route', 'baseUrl']) Reflect.deleteProperty(IncomingMessage.prototype, name);
  expect(failed.splice(0)).toEqual([]);
});

test('what is assigned is what is read, on each request by itself', () => {
  install();
  const [first, second] = [request(), request()];
  first.route = { path: '/a' };
  first.baseUrl = '/x';
  expect([first.route, first.baseUrl, second.route, second.baseUrl]).toEqual([
    { path: '/a' },
    '/x',
    undefined,
    undefined,
  ]);
});

test('a prototype between a request and the core keeps its values to itself', () => {
  const routes = install();
  const prototype = Object.create(IncomingMessage.prototype) as Request;
  prototype.baseUrl = '/on-the-prototype';
  const own = Object.setPrototypeOf(request(), prototype) as Request;
  own.route = { path: '/a' };
  expect(routes.of(own)).toBe('/a');
});

test('the mount point counts at the moment of the assignment, not at the end', () => {
  const routes = install();
  const message = request();
  message.baseUrl = '/api/v1';
  message.route = { path: '/boom/:id' };
  message.baseUrl = '';
  expect(routes.of(message)).toBe('/api/v1/boom/:id');
});

test('the last of several routes counts, as when the first one called next()', () => {
  const routes = install();
  const message = request();
  message.route = { path: '*' };
  message.route = { path: '/orders' };
  expect(routes.of(message)).toBe('/orders');
});

test('nested mount points with parameters, left and entered again', () => {
  const routes = install();
  const message = request();
  message.baseUrl = '';
  message.params = { tenant: '42' };
  message.baseUrl = '/tenants/42';
  message.params = {};
  message.baseUrl = '/tenants/42/v1';
  message.baseUrl = '/tenants/42';
  message.params = { user: '7' };
  message.baseUrl = '/tenants/42/users/7';
  message.route = { path: '/' };
  expect(routes.of(message)).toBe('/tenants/:tenant/users/:user');
});

test.each(['a name', 42, null, {}, undefined])(
  'a foreign req.route of %j is kept and is no route',
  (value) => {
    const routes = install();
    const message = request();
    message.route = value;
    expect(message.route).toBe(value);
    expect(routes.of(message)).toBe('unmatched');
  },
);

test('a property that somebody else has put there is left alone', () => {
  Object.defineProperty(IncomingMessage.prototype, 'route', { configurable: true, value: 'foreign' });
  expect(() => install()).toThrow(/http.IncomingMessage.prototype.route is already defined/);
  expect((request() as Request).route).toBe('foreign');
  expect('baseUrl' in IncomingMessage.prototype).toBe(false);
});
