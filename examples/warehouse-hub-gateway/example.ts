import { errorCheck, type Example, ledgerCheck, type Ledgers, requestChecks, rowsOf } from '../frame';
import { type HookAttempt, scenario, settled } from './scenario';

/** A multi-tenant order API on PostgreSQL that tells its tenants by webhook. */
export const warehouseHubGateway: Example = {
  preset: 'warehouse-hub',
  folder: 'warehouse-hub-gateway',
  services: ['postgres'],
  processes: [
    {
      name: 'partners',
      about: 'the carrier and the receivers of webhooks',
      run: { script: 'partners.js' },
      preload: { service: 'warehouse-hub-partners' },
      ledgerPath: '/ledger',
    },
    {
      name: 'gateway',
      about: 'the hub',
      run: { script: 'gateway.js' },
      preload: {},
      env: (at) => ({ PARTNERS_URL: at.url('partners'), DATABASE_URL: at.serviceUrl('postgres') }),
      needs: ['partners', 'postgres'],
    },
  ],
  probe: {
    path: '/quotes/sku-1',
    headers: { 'x-tenant-id': 'initech' },
    through: ['warehouse-hub-partners'],
  },
  fault: 'partners',
  traffic: 'plan.js',
  scenario,
  ledgerChecks,
};

function ledgerChecks({ exchanges, stub }: Ledgers) {
  const { attempts } = stub('partners') as { readonly attempts: readonly HookAttempt[] };
  const operations = rowsOf(exchanges, ({ tags: { tenant, operation }, status }) =>
    tenant === undefined || operation === undefined
      ? undefined
      : { tenant, operation, outcome: typeof status === 'number' && status < 400 ? 'success' : 'failed' },
  );
  return [
    ...requestChecks(exchanges, { except: ['/metrics'] }),
    errorCheck(exchanges),
    ledgerCheck(
      'orders.processed',
      ['tenant', 'outcome'],
      rowsOf(exchanges, ({ method, route, tags: { tenant }, status }) => {
        const isOrder = method === 'POST' && route === '/orders' && tenant !== undefined;
        if (!isOrder || (status !== 201 && status !== 409)) return undefined;
        return { tenant, outcome: status === 201 ? 'success' : 'failed' };
      }),
    ),
    ledgerCheck('tenant.operations', ['tenant', 'operation', 'outcome'], operations),
    ledgerCheck('operation.duration', ['operation', 'outcome'], operations),
    ledgerCheck(
      'tenant.requests',
      ['tenant', 'outcome'],
      rowsOf(exchanges, ({ tags: { tenant }, status }) =>
        tenant === undefined ? undefined : { tenant, outcome: outcomeOf(status) },
      ),
    ),
    ledgerCheck(
      'webhooks.deliveries',
      ['tenant', 'outcome'],
      settled(attempts).map(({ tenant, outcome }) => ({ labels: { tenant, outcome }, value: 1 })),
    ),
    ledgerCheck(
      'webhooks.attempts',
      ['outcome'],
      attempts.map(({ accepted }) => ({ labels: { outcome: accepted ? 'success' : 'failed' }, value: 1 })),
    ),
    ledgerCheck(
      'webhooks.age',
      [],
      [{ labels: {}, value: settled(attempts).filter(({ outcome }) => outcome === 'delivered').length }],
    ),
  ];
}

/** A response that nobody waited for keeps the status that it began with, which is 200. */
function outcomeOf(status: number | 'aborted' | 'failed'): string {
  if (typeof status !== 'number' || status < 400) return 'ok';
  return status >= 500 ? 'server_error' : 'client_error';
}
