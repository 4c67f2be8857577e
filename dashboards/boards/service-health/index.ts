import { type BoardDefinition } from '../../kit/definition';
import { chosen } from '../../kit/variable-names';
import { dimension } from '../../kit/variables';
import { circuitBreakers } from '../rows/circuit-breakers';
import { dependencies } from './dependencies';
import { discovery } from './discovery';

/** The services behind the gateway: which are there, which are well, and what the gateway does about it. */
export const serviceHealth: BoardDefinition = {
  name: 'serviceHealth',
  folder: 'gateways',
  needs: ['circuit-breaker', 'infrastructure', 'http', 'self'],
  description: 'Breakers, discovery, connection pools and dependencies of the gateway.',
  tags: ['gateway', 'api-gateway', 'dependencies'],
  scope: 'gateways',
  variables: ({ q }) => [dimension(q, 'dependency', 'service.instances', 'service')],
  rows: (sources) => [
    circuitBreakers(sources, { id: 1, service: chosen('dependency'), alerts: ['CircuitBreakerOpen'] }),
    discovery(sources),
    dependencies(sources),
  ],
};
