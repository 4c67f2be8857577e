import type { HealthRegistry } from '../health/registry';
import type { HealthSnapshot } from '../health/snapshot';
import type { MetricsRegistry } from '../metrics/registry';
import { type AdminRoutes, json } from './routes';

export interface EndpointSources {
  readonly health: HealthRegistry;
  readonly snapshot: () => HealthSnapshot;
  readonly registry: MetricsRegistry;
}

/**
 * The paths of the admin port.
 * - `/health`: everything about the preload; 200 even when degraded, for the gateway works all the same
 * - `/health/live`: 200 as long as the process answers
 * - `/health/ready`: 503 once the gateway is about to end
 */
export function endpoints({ health, snapshot, registry }: EndpointSources): AdminRoutes {
  return {
    '/metrics': async () => ({
      status: 200,
      contentType: registry.contentType,
      body: await registry.render(),
    }),
    '/health': () => json(200, snapshot()),
    '/health/live': () => json(200, { status: 'ok' }),
    '/health/ready': () =>
      health.isReady ? json(200, { status: 'ready' }) : json(503, { status: 'stopping' }),
  };
}
