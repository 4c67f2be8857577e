import { custom, kill, request, type RequestStep, restart, type Step, type StepClient } from '../frame';

/** Attempts of the hub before a webhook is given up. */
const WEBHOOK_ATTEMPTS = 3;

/** One arrival at the tenants' receivers. */
export interface HookAttempt {
  readonly tenant: string;
  readonly event: string;
  readonly accepted: boolean;
}

/** A webhook that was accepted, or tried as often as it is. */
interface SettledWebhook {
  readonly tenant: string;
  readonly outcome: 'delivered' | 'dead_lettered';
}

const QUOTES = '/quotes/:sku';

/** What makes a request one of a tenant's. */
interface Caller {
  readonly headers: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

function as(tenant: string): Caller {
  return { headers: { 'x-tenant-id': tenant, 'x-user-id': 'user-7' }, tags: { tenant } };
}

function order(tenant: string, status: 201 | 400 | 409, times = 1): RequestStep {
  const body = { 201: { sku: 'sku-1', amount: 2 }, 400: {}, 409: { sku: 'sku-empty', amount: 1 } }[status];
  const { tags, ...more } = as(tenant);
  return request('POST', '/orders', '/orders', status, {
    ...more,
    body,
    times,
    tags: { ...tags, operation: 'create_order' },
    answersAlone: status === 400,
  });
}

/** Orders that are placed, refused, cancelled and forgotten; receivers that fail for a while and for good. */
export const scenario: readonly Step[] = [
  order('acme', 201, 6),
  order('globex', 201, 4),
  order('globex', 409, 2),
  order('acme', 400),
  request('GET', '/orders/1', '/orders/:id', 200, as('acme')),
  request('GET', '/orders/1', '/orders/:id', 404, as('globex')),
  request('DELETE', '/orders/2', '/orders/:id', 200, operation('acme', 'cancel_order')),
  request('DELETE', '/orders/2', '/orders/:id', 409, operation('acme', 'cancel_order')),
  request('POST', '/orders/clean-up', '/orders/clean-up', 200, operation('acme', 'clean_up')),
  request('GET', '/quotes/sku-1', QUOTES, 200, { ...as('initech'), times: 5, atOnce: 5 }),
  request('GET', '/orders/1', 'unmatched', 401, { answersAlone: true }),
  request('GET', '/wp-login.php', 'unmatched', 404, { ...as('acme'), answersAlone: true }),
  custom('a carrier that is down, and one that is slow', carrier),
  custom('webhooks have been delivered', (client) => settledWebhooks(client, 10)),
  custom('a receiver that is down', async (client) => {
    await fault(client, 'initech', { errorRatio: 1 });
    await client.send(order('initech', 201));
    await settledWebhooks(client, 11);
    await fault(client, 'initech', {});
  }),
  restart('collector'),
  order('initech', 201, 2),
  custom('webhooks have been delivered', (client) => settledWebhooks(client, 13)),
  restart('gateway'),
  order('acme', 201, 3),
  custom('webhooks have been delivered', (client) => settledWebhooks(client, 16)),
  kill('gateway', request('GET', '/quotes/sku-1', QUOTES, 200, as('initech'))),
  order('globex', 201),
  custom('webhooks have been delivered', (client) => settledWebhooks(client, 17)),
];

function operation(tenant: string, name: string): Caller {
  const { headers, tags } = as(tenant);
  return { headers, tags: { ...tags, operation: name } };
}

async function carrier(client: StepClient): Promise<void> {
  const quote = { method: 'GET', path: '/quotes/sku-2', route: QUOTES, ...as('acme') };
  await fault(client, '', { errorRatio: 1 });
  await client.send({ ...quote, status: 502 });
  await fault(client, '', { latencyMs: 1000 });
  await client.send({ ...quote, status: 'aborted', hangUpAfterMs: 100 });
  await fault(client, '', {});
}

/** Waits until so many webhooks were accepted or tried as often as they are. */
async function settledWebhooks(client: StepClient, expected: number): Promise<void> {
  await client.until(`${expected} webhooks to be settled`, async () => {
    const answer = (await (await fetch(`${client.url('partners')}/ledger`)).json()) as {
      attempts: HookAttempt[];
    };
    return settled(answer.attempts).length >= expected;
  });
}

/** How each webhook ended, one entry each. */
export function settled(attempts: readonly HookAttempt[]): readonly SettledWebhook[] {
  const failures = new Map<string, number>();
  return attempts.flatMap(({ tenant, event, accepted }): SettledWebhook[] => {
    if (accepted) return [{ tenant, outcome: 'delivered' }];
    const failed = (failures.get(event) ?? 0) + 1;
    failures.set(event, failed);
    return failed === WEBHOOK_ATTEMPTS ? [{ tenant, outcome: 'dead_lettered' }] : [];
  });
}

async function fault(client: StepClient, who: string, wanted: object): Promise<void> {
  const response = await fetch(`${client.url('partners')}/fault/${who}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(wanted),
  });
  if (!response.ok) throw new Error(`fault of ${who}: ${await response.text()}`);
}
