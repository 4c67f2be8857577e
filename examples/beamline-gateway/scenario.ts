import { custom, kill, request, type RequestStep, restart, type Step, type StepClient } from '../frame';
import { type Tenant, TENANTS, TRIAL_TTL_MS } from './tenants';

const ORDERS = '/orders';
const STATUS = { executed: 201, expired: 201, replayed: 201, conflict: 422, in_flight: 409 } as const;

/** What the client expects to become of a request with an idempotency key. */
export type Outcome = keyof typeof STATUS;
type Sent = Omit<RequestStep, 'kind'>;

function order(tenant: Tenant, key: string, outcome: Outcome, more: Partial<RequestStep> = {}): RequestStep {
  const amount = outcome === 'conflict' ? 3 : 2;
  return request('POST', ORDERS, ORDERS, STATUS[outcome], {
    body: { sku: 'sku-1', amount },
    answersAlone: !['executed', 'expired'].includes(outcome),
    ...more,
    headers: { 'x-tenant': tenant, 'idempotency-key': key },
    tags: { tenant, key, outcome, ...more.tags },
  });
}

/** An order whose answer takes the room of one that could still be replayed. */
function evicting(tenant: Tenant, key: string): RequestStep {
  return order(tenant, key, 'executed', { tags: { evicts: 'one' } });
}

function look(tenant: Tenant, status: number, times: number): RequestStep {
  return request('GET', (i) => `/orders/${1000 + i}`, '/orders/:id', status, {
    headers: { 'x-tenant': tenant },
    tags: { tenant },
    times,
    answersAlone: status === 429,
  });
}

/**
 * Orders are repeated, repeated wrongly, too early and too late; the cache is full; tenants use up their quotas. What
 * Redis holds outlasts a gateway.
 */
export const scenario: readonly Step[] = [
  order('acme', 'k1', 'executed'),
  order('acme', 'k1', 'replayed', { times: 6, atOnce: 3 }),
  order('acme', 'k1', 'conflict'),
  // The key of one tenant is not that of another.
  order('globex', 'k1', 'executed'),
  custom('an answer that expires', expiry),
  custom('a repetition before the first has ended', inFlight),
  custom('an order that fails, and is tried again', failure),
  // The cache is full from here on; the oldest answers, both of k1, make room.
  evicting('globex', 'k4'),
  evicting('globex', 'k5'),
  evicting('acme', 'k1'),
  request('POST', ORDERS, ORDERS, 201, {
    body: { sku: 'sku-1', amount: 1 },
    headers: { 'x-tenant': 'acme' },
    tags: { tenant: 'acme' },
  }),
  // Two of its five were orders.
  look('trial', 200, 3),
  look('trial', 429, 3),
  custom('a quota that is there again', burst),
  request('GET', '/orders/missing', '/orders/:id', 404, { tags: { tenant: 'anonymous' } }),
  request('GET', '/orders/broken', '/orders/:id', 502, { tags: { tenant: 'anonymous' }, times: 2 }),
  request('GET', (i) => `/wp-admin/${i}.php`, 'unmatched', 404, { times: 3, answersAlone: true }),
  restart('collector'),
  look('globex', 200, 3),
  restart('gateway'),
  order('acme', 'k1', 'replayed'),
  order('globex', 'k5', 'replayed'),
  order('globex', 'k5', 'conflict'),
  evicting('globex', 'k6'),
  look('trial', 429, 2),
  look('acme', 200, 2),
  kill('gateway', look('acme', 200, 1)),
  order('globex', 'k6', 'replayed'),
  look('globex', 200, 2),
];

async function expiry(client: StepClient): Promise<void> {
  await client.send(only(order('trial', 't1', 'executed')));
  await passed(client, TRIAL_TTL_MS);
  await client.send(only(order('trial', 't1', 'expired')));
  // It is not to be there any more when the cache is full.
  await passed(client, TRIAL_TTL_MS);
}

async function inFlight(client: StepClient): Promise<void> {
  const before = await ordersBegun(client);
  await fault(client, { latencyMs: 3000 });
  const first = client.send(only(order('acme', 'k2', 'executed')));
  await client.until('the order to be under way', async () => (await ordersBegun(client)) > before);
  await fault(client, {});
  const early = Array.from({ length: 4 }, () => client.send(only(order('acme', 'k2', 'in_flight'))));
  await Promise.all([...early, client.send(only(order('acme', 'k2', 'conflict')))]);
  await first;
  await client.send(only(order('acme', 'k2', 'replayed')));
}

async function failure(client: StepClient): Promise<void> {
  await fault(client, { errorRatio: 1 });
  await client.send({ ...only(order('acme', 'k3', 'executed')), status: 502 });
  await fault(client, {});
  await client.send(only(order('acme', 'k3', 'executed')));
}

async function burst(client: StepClient): Promise<void> {
  for (let i = 0; i < TENANTS.burst.requests; i += 1) await client.send(only(look('burst', 200, 1)));
  const { headers } = await client.send(only(look('burst', 429, 1)));
  const seconds = Number(headers['retry-after']);
  if (!(seconds >= 1 && seconds <= 10))
    throw new Error(`Retry-After: ${headers['retry-after']} in place of a number from 1 to 10`);
  await passed(client, seconds * 1000);
  await client.send(only(look('burst', 200, 1)));
}

/** Waits so long, and a little more. */
async function passed(client: StepClient, ms: number): Promise<void> {
  const end = Date.now() + ms + 100;
  await client.until(`${ms} ms to pass`, async () => Date.now() >= end);
}

async function fault(client: StepClient, wanted: object): Promise<void> {
  const response = await fetch(`${client.url('orders')}/fault`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(wanted),
  });
  if (!response.ok) throw new Error(`fault ${JSON.stringify(wanted)}: ${response.status}`);
}

async function ordersBegun(client: StepClient): Promise<number> {
  const response = await fetch(`${client.url('orders')}/ledger`);
  return ((await response.json()) as { begun: number }).begun;
}

function only({ path, ...step }: RequestStep): Sent {
  return { ...step, path: typeof path === 'string' ? path : path(0) };
}
