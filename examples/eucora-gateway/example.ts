import type { Example } from '../frame';
import { checks } from './checks';
import { scenario } from './scenario';

/** A control plane that rolls out software ring by ring, on PostgreSQL and a job queue. */
export const eucoraGateway: Example = {
  preset: 'eucora',
  folder: 'eucora-gateway',
  services: ['redis', 'postgres'],
  processes: [
    {
      name: 'connectors',
      about: 'the device management systems',
      run: { script: 'connector-stub.js' },
      preload: { service: 'eucora-connectors' },
      ledgerPath: '/ledger',
    },
    {
      name: 'gateway',
      about: 'the control plane',
      run: { script: 'gateway.js' },
      preload: {},
      env: (at) => ({
        CONNECTORS_URL: at.url('connectors'),
        DATABASE_URL: at.serviceUrl('postgres'),
        REDIS_URL: at.serviceUrl('redis'),
        // A second stands for a minute of a roll-out, and an execution is late after one and a half.
        CLOCK_SPEED: '60',
        TASK_TIMEOUT_MS: '1500',
        HEALTH_INTERVAL_MS: '1000',
      }),
      needs: ['connectors', 'redis', 'postgres'],
    },
  ],
  probe: { path: '/api/v1/connectors/intune/inventory', through: ['eucora-connectors'] },
  fault: 'connectors',
  traffic: 'plan.js',
  scenario,
  ledgerChecks: checks,
  withoutLedger: {
    'breaker.transitions':
      'jobs that are tried again open and close breakers between two looks of the client',
  },
};
