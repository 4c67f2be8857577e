import type { Example, ExampleProcess } from '../frame';
import { checks } from './checks';
import { scenario } from './scenario';

/** An LLM gateway in production and in staging, its providers, its cache, and every exporter that its jobs scrape. */
export const gatewayzGateway: Example = {
  preset: 'gatewayz',
  folder: 'gatewayz-gateway',
  services: ['redis', 'redis-exporter', 'remote-write-receiver'],
  processes: [
    {
      name: 'providers',
      about: 'the providers of models',
      run: { script: 'providers-stub.js' },
      ledgerPath: '/ledger',
    },
    gateway('gateway', 'the LLM gateway in production', 'production'),
    gateway('gateway-staging', 'the LLM gateway in staging', 'staging'),
    {
      name: 'health-exporter',
      about: 'the exporter of health checks',
      run: { script: 'health-exporter.js' },
      env: (at) => ({
        TARGETS: `production=${at.url('gateway')}/health,staging=${at.url('gateway-staging')}/health`,
      }),
      needs: ['gateway', 'gateway-staging'],
    },
  ],
  scraped: {
    redis_exporter: 'redis-exporter',
    health_service_exporter: 'health-exporter',
    // No Mimir is built: a Prometheus that takes remote writes stands in for it.
    mimir: 'remote-write-receiver',
  },
  probe: { path: '/v1/models', through: [] },
  fault: 'providers',
  traffic: 'plan.js',
  scenario,
  ledgerChecks: checks,
};

function gateway(name: string, about: string, environment: string): ExampleProcess {
  return {
    name,
    about,
    run: { script: 'gateway.js' },
    // Whoever looks at one of them looks by environment; the ledger is that of production alone.
    preload: {
      environment,
      ...(environment === 'production' ? {} : { service: `gatewayz-api-${environment}` }),
    },
    env: (at) => ({ PROVIDERS_URL: at.url('providers'), REDIS_URL: at.serviceUrl('redis') }),
    needs: ['providers', 'redis'],
  };
}
