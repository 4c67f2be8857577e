import { helper } from '../helper';
import { count, measure, optional } from '../step';

/** What the gateway depends on. Pools of pg, ioredis and undici: `telemetry.sources`. */
export const infrastructure = {
  /** How many instances of a service are in a state of health. */
  instances: helper([measure('instances', 'service.instances')]),
  /** The health of a service was checked. */
  healthCheck: helper([count('service.health_checks')], { event: 'service.health_check' }),
  /** How many connections to a service are in use, and how many there may be. */
  connections: helper([
    measure('active', 'pool.connections.active'),
    optional(measure('limit', 'pool.connections.limit')),
  ]),
  /** A pooled connection was asked for. */
  connectionRequested: helper([count('pool.requests')]),
};
