import type { IncomingMessage } from 'node:http';
import { routeList } from '../config/routes';
import { routeTable } from './route-table';

function table(text: string): (method: string, url: string) => string | undefined {
  const parsed = routeList(text);
  if (!parsed.ok) throw new Error(parsed.allowed);
  const resolve = routeTable(parsed.value);
  return (method, url) => resolve({ method, url } as IncomingMessage);
}

const resolve = table(
  'GET /orders/:id, post /orders, GET /orders/latest, /files/*, GET /, GET /a/:b/c, GET /:x/b/d, GET /z/y, /a/*, DELETE /a/b/*',
);

test.each([
  ['GET', '/orders/7', '/orders/:id'],
  ['GET', '/orders/7?x=/y', '/orders/:id'],
  ['GET', '/orders/7/', '/orders/:id'],
  ['GET', '/orders/latest', '/orders/latest'],
  ['POST', '/orders', '/orders'],
  ['PUT', '/orders', undefined],
  ['GET', '/orders/', undefined],
  ['GET', '/orders/7/lines', undefined],
  ['GET', '/', '/'],
  ['GET', '', '/'],
  ['HEAD', '/files/a/b/c', '/files/*'],
  ['GET', '/files', '/files/*'],
  // The literal leads nowhere, so the parameter is tried.
  ['GET', '/z/b/d', '/:x/b/d'],
  ['GET', '/a/b/d', '/a/*'],
  ['GET', '/a/b/c', '/a/:b/c'],
  ['GET', '/a/b/e', '/a/*'],
  ['DELETE', '/a/b/e', '/a/b/*'],
  ['GET', '/unknown', undefined],
])('%s %s is %s', (method, url, template) => {
  expect(resolve(method, url)).toBe(template);
});

test.each(['orders', 'GET', 'FETCH /orders', 'GET /a/*/b', 'GET POST /a', '/a?b', '/a,b'])(
  'a table with "%s" is refused as a whole',
  (entry) => {
    expect(routeList(`/good,${entry}`)).toMatchObject({ ok: false });
  },
);

test('a path made to branch everywhere takes no longer than its length and the table allow', () => {
  const depth = 14;
  // All combinations of a literal and a parameter at each depth: 2^14 templates.
  const every = Array.from(
    { length: 2 ** depth },
    (_, bits) => `/${Array.from({ length: depth }, (__, at) => ((bits >> at) & 1 ? ':p' : 'a')).join('/')}`,
  );
  const deep = table(every.join(','));
  const startedAt = performance.now();
  expect(deep('GET', `/${Array(depth).fill('a').join('/')}/x`)).toBeUndefined();
  expect(deep('GET', `/${'a/'.repeat(8000)}`)).toBeUndefined();
  expect(performance.now() - startedAt).toBeLessThan(500);
});
