import { request, type RequestStep, restart, type Step } from '../frame';

const ORDER = { sku: 'sku-1', amount: 2 };

function order(tenant: string, key: string, outcome: string, amount = 2): RequestStep {
  return request('POST', '/orders', '/orders', outcome === 'conflict' ? 409 : 201, {
    headers: { 'x-tenant': tenant, 'idempotency-key': key },
    body: { ...ORDER, amount },
    tags: { tenant, outcome },
    answersAlone: outcome !== 'executed',
  });
}

function look(tenant: string, status: number, times: number): RequestStep {
  return request('GET', (i) => `/orders/${1000 + i}`, '/orders/:id', status, {
    headers: { 'x-tenant': tenant },
    tags: { tenant },
    times,
    answersAlone: status === 429,
  });
}

/** The cache is hit, missed, full and used wrongly; a tenant runs into its limit; both again after a restart. */
export const scenario: readonly Step[] = [
  order('acme', 'k1', 'executed'),
  order('acme', 'k1', 'replayed'),
  order('acme', 'k1', 'conflict', 3),
  order('globex', 'k2', 'executed'),
  order('globex', 'k3', 'executed'),
  order('globex', 'k4', 'executed'),
  order('globex', 'k5', 'executed'),
  look('trial', 200, 5),
  look('trial', 429, 3),
  // What the upstream does not have is a fault of the gateway's, for simplicity.
  request('GET', '/orders/missing', '/orders/:id', 502, { tags: { tenant: 'anonymous' } }),
  restart('gateway'),
  order('acme', 'k1', 'executed'),
  look('trial', 200, 2),
];
