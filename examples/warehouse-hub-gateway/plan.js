'use strict';

const ACME = { 'x-tenant-id': 'acme', 'x-user-id': 'user-1' };
const GLOBEX = { 'x-tenant-id': 'globex', 'x-user-id': 'user-2' };

/** What the traffic generator sends; `share` is relative. */
const MIX = [
  { share: 40, method: 'GET', route: '/quotes/:sku', path: () => '/quotes/sku-1', headers: ACME },
  { share: 25, method: 'GET', route: '/orders/:id', path: () => '/orders/1', headers: ACME },
  { share: 10, method: 'POST', route: '/orders', path: () => '/orders', headers: ACME, body: order('sku-1') },
  {
    share: 10,
    method: 'POST',
    route: '/orders',
    path: () => '/orders',
    headers: GLOBEX,
    body: order('sku-2'),
  },
  {
    share: 1,
    method: 'POST',
    route: '/orders',
    path: () => '/orders',
    headers: GLOBEX,
    body: order('sku-empty'),
  },
  { share: 2, method: 'GET', route: 'unmatched', path: () => '/wp-login.php', headers: ACME },
];

function order(sku) {
  return { sku, amount: 1 };
}

module.exports = { MIX };
