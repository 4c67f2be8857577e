'use strict';

/** What the traffic generator sends; `share` is relative. */
const MIX = [
  { share: 90, method: 'GET', route: '/orders/:id', path: (r) => `/orders/${1000 + Math.floor(r * 9000)}` },
  { share: 1, method: 'GET', route: '/orders/:id', path: () => '/orders/missing' },
  {
    share: 9,
    method: 'POST',
    route: '/orders',
    path: () => '/orders',
    headers: { 'x-tenant': 'acme' },
    body: { sku: 'sku-1', amount: 2 },
  },
];

module.exports = { MIX };
