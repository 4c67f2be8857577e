import { kill, request, restart, type Step } from '../frame';

const ORDER = { sku: 'sku-1', amount: 2 };

/** Each route with each way to end, before and after the gateway and the collector were restarted. */
export const scenario: readonly Step[] = [
  request('GET', '/products', '/products', 200, { times: 12, atOnce: 4 }),
  request('GET', (i) => `/products/sku-${i}`, '/products/:sku', 200, { times: 5 }),
  request('GET', (i) => `/orders/${1000 + i}`, '/orders/:id', 200, { times: 20, atOnce: 5 }),
  request('GET', '/orders/missing', '/orders/:id', 404, { times: 3 }),
  request('POST', '/orders', '/orders', 201, { body: ORDER, times: 7 }),
  request('GET', (i) => `/api/v1/users/${i}`, '/api/v1/users/:userId', 200, { times: 4 }),
  request('GET', (i) => `/api/v1/users/${i}/orders`, '/api/v1/users/:userId/orders', 200, { times: 2 }),
  request('GET', '/reports/monthly', '/reports/:name', 200, { times: 2, atOnce: 2 }),
  request('GET', '/reports/yearly', '/reports/:name', 'aborted', { hangUpAfterMs: 100 }),
  request('GET', '/broken', '/broken', 500, { answersAlone: true }),
  request('GET', (i) => `/wp-admin/${i}.php`, 'unmatched', 404, { times: 3, answersAlone: true }),
  restart('collector'),
  request('GET', '/orders/1', '/orders/:id', 200, { times: 3 }),
  restart('gateway'),
  request('GET', '/orders/2', '/orders/:id', 200, { times: 6 }),
  kill('gateway', request('GET', '/orders/3', '/orders/:id', 200)),
  request('POST', '/orders', '/orders', 201, { body: ORDER, times: 2 }),
];
