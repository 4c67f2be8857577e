'use strict';

/**
 * The mix of requests. `share` is per 1000; `path` turns a random number into a path; `abortMs` hangs up after so long.
 * Server errors stay near 1 % and slow requests near 3 %: a healthy gateway by any sensible threshold.
 */
const MIX = [
  { share: 300, method: 'GET', route: '/products', path: () => '/products' },
  { share: 180, method: 'GET', route: '/products/:sku', path: (r) => `/products/sku-${digits(r)}` },
  { share: 230, method: 'GET', route: '/orders/:id', path: (r) => `/orders/${digits(r)}` },
  { share: 20, method: 'GET', route: '/orders/:id', path: () => '/orders/missing' },
  { share: 100, method: 'POST', route: '/orders', path: () => '/orders', body: { sku: 'sku-1', amount: 2 } },
  { share: 60, method: 'GET', route: '/api/v1/users/:userId', path: (r) => `/api/v1/users/${digits(r)}` },
  {
    share: 30,
    method: 'GET',
    route: '/api/v1/users/:userId/orders',
    path: (r) => `/api/v1/users/${digits(r)}/orders`,
  },
  { share: 30, method: 'GET', route: '/reports/:name', path: () => '/reports/monthly' },
  { share: 10, method: 'GET', route: '/reports/:name', path: () => '/reports/yearly', abortMs: 100 },
  { share: 10, method: 'GET', route: '/broken', path: () => '/broken' },
  // No route template fits: the preload reports these as `unmatched`.
  { share: 30, method: 'GET', route: 'unmatched', path: (r) => `/wp-admin/${digits(r)}.php` },
];

function digits(r) {
  return 1000 + Math.floor(r * 9000);
}

module.exports = { MIX };
