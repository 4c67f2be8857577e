import { type BoardDefinition } from '../../kit/definition';
import { dimension } from '../../kit/variables';
import { rollOuts } from './roll-outs';
import { system } from './system';

/** The control plane at a glance: eight panels, from the roll-outs down to tasks and breakers. */
export const eucoraOperations: BoardDefinition = {
  name: 'eucoraOperations',
  folder: 'gateways',
  needs: ['http', 'deployment', 'connector', 'circuit-breaker', 'tasks', 'self'],
  description: 'Deployments ring by ring, the connectors that carry them out, and what makes them fail.',
  tags: ['eucora', 'control-plane', 'deployment', 'operations'],
  scope: 'gateways',
  refresh: '10s',
  from: 'now-1h',
  variables: ({ q }) => [dimension(q, 'ring', 'deployment.completed', 'ring')],
  rows: (sources) => [rollOuts(sources), system(sources)],
};
