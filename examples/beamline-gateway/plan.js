'use strict';

const ORDER = { method: 'POST', route: '/orders', path: () => '/orders', body: { sku: 'sku-1', amount: 2 } };

/** What the traffic generator sends; `share` is relative. */
const MIX = [
  { share: 90, method: 'GET', route: '/orders/:id', path: (r) => `/orders/${1000 + Math.floor(r * 9000)}` },
  { share: 1, method: 'GET', route: '/orders/:id', path: () => '/orders/broken' },
  { ...ORDER, share: 6, headers: { 'x-tenant': 'acme' } },
  // A client that repeats itself: it is answered from the cache.
  { ...ORDER, share: 3, headers: { 'x-tenant': 'globex', 'idempotency-key': 'order-of-the-day' } },
];

module.exports = { MIX };
