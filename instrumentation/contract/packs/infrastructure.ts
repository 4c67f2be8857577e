import { dependency } from '../dimensions';
import { closed } from '../label';
import { counter, gauge } from '../metric';

/** Health of a service instance, as service discovery sees it. */
export const INSTANCE_HEALTH = ['healthy', 'unhealthy', 'unknown'] as const;

/** What became of a request for a pooled connection; `timeout`: none became free in time. */
export const POOL_RESULTS = ['acquired', 'timeout', 'error'] as const;

/** What the gateway depends on: service instances, their health checks, and the connections to them. */
export const infrastructure = {
  'service.instances': gauge({
    name: 'service_instances',
    cluster: 'max',
    unit: '1',
    help: 'Instances that service discovery knows, by service and health.',
    labels: {
      service: dependency,
      health: closed('health_status', INSTANCE_HEALTH, 'Health of the instances.'),
    },
    seriesBudget: 93,
    why: 'Capacity that discovery lost, before the rest is overloaded.',
  }),
  'service.health_checks': counter({
    name: 'service_health_checks_total',
    unit: '1',
    help: 'Health checks of services, by service and result.',
    labels: {
      service: dependency,
      result: closed('result', ['success', 'failure'], 'What the check gave.'),
    },
    seriesBudget: 62,
    why: 'Checks that fail now and then come before an instance that is taken out.',
  }),
  'pool.connections.active': gauge({
    name: 'connection_pool_connections_active',
    unit: '1',
    help: 'Connections that are in use, by service.',
    labels: { service: dependency },
    seriesBudget: 31,
    why: 'A pool at its limit makes requests wait although the service behind is well.',
  }),
  'pool.connections.limit': gauge({
    name: 'connection_pool_connections_limit',
    unit: '1',
    help: 'Most connections that the pool opens, by service.',
    labels: { service: dependency },
    seriesBudget: 31,
    why: 'The number in use says how full a pool is only together with its limit.',
  }),
  'pool.requests': counter({
    name: 'connection_pool_requests_total',
    unit: '1',
    help: 'Requests for a pooled connection, by service and result.',
    labels: { service: dependency, result: closed('result', POOL_RESULTS, 'What became of the request.') },
    seriesBudget: 93,
    why: 'Requests that found no connection in time failed before they were sent.',
  }),
} as const;
