import type { Example } from '../frame';
import { checks } from './checks';
import { CAPACITY, TENANTS } from './tenants';
import { scenario } from './scenario';

/** A NestJS gateway whose idempotency cache and limits per tenant are in Redis. */
export const beamlineGateway: Example = {
  preset: 'beamline',
  folder: 'beamline-gateway',
  services: ['redis'],
  processes: [
    {
      name: 'orders',
      about: 'the service behind the gateway',
      run: { script: 'orders.js' },
      preload: { service: 'beamline-orders' },
      ledgerPath: '/ledger',
    },
    {
      name: 'gateway',
      about: 'the gateway',
      run: { script: 'gateway.js' },
      preload: {},
      env: (at) => ({
        UPSTREAM_URL: at.url('orders'),
        REDIS_URL: at.serviceUrl('redis'),
        TENANTS: JSON.stringify(TENANTS),
        IDEMPOTENCY_CAPACITY: String(CAPACITY),
        GATEWATCH_START_LINE: 'true',
        GATEWATCH_SERIES_IDLE_HOURS: '24',
      }),
      needs: ['orders', 'redis'],
    },
  ],
  probe: { path: '/orders/42', headers: { 'x-tenant': 'acme' }, through: ['beamline-orders'] },
  fault: 'orders',
  traffic: 'plan.js',
  scenario,
  ledgerChecks: checks,
};
