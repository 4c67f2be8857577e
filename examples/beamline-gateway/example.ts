import { type Example, ledgerCheck, requestChecks, rowsOf } from '../frame';
import { scenario } from './scenario';

/** A gateway with an idempotency cache and rate limits per tenant. */
export const beamlineGateway: Example = {
  preset: 'beamline',
  folder: 'beamline-gateway',
  processes: [
    {
      name: 'upstream',
      about: 'the service behind the gateway',
      run: { script: '../express-gateway/upstream.js' },
      preload: { service: 'beamline-orders' },
    },
    {
      name: 'gateway',
      about: 'the gateway',
      run: { script: 'gateway.js' },
      preload: {},
      env: (at) => ({ UPSTREAM_URL: at.url('upstream') }),
      needs: ['upstream'],
    },
  ],
  probe: { path: '/orders/42', headers: { 'x-tenant': 'probe' }, through: ['beamline-orders'] },
  fault: 'upstream',
  traffic: 'plan.js',
  scenario,
  ledgerChecks: ({ exchanges }) => {
    const tenant = (one: (typeof exchanges)[number]): string => one.tags['tenant'] ?? 'anonymous';
    return [
      ...requestChecks(exchanges),
      ledgerCheck(
        'rate_limit.hits',
        ['tenant', 'endpoint'],
        rowsOf(exchanges, (one) =>
          one.status === 429 ? { tenant: tenant(one), endpoint: one.route } : undefined,
        ),
      ),
      ledgerCheck(
        'rate_limit.misses',
        ['tenant', 'endpoint'],
        rowsOf(exchanges, (one) =>
          one.status === 429 ? undefined : { tenant: tenant(one), endpoint: one.route },
        ),
      ),
      ledgerCheck(
        'idempotency.requests',
        ['outcome'],
        rowsOf(exchanges, ({ tags }) =>
          tags['outcome'] === undefined ? undefined : { outcome: tags['outcome'] },
        ),
      ),
    ];
  },
};
