import { type BoardDefinition } from '../../kit/definition';
import { dimension } from '../../kit/variables';
import { deployments } from './deployments';
import { promotions } from './promotions';

/** Each ring: what is deployed to it, what passes its gate, and what waits in front of it. */
export const rings: BoardDefinition = {
  name: 'rings',
  folder: 'gateways',
  needs: ['deployment'],
  description: 'Roll-outs ring by ring: deployments, promotions, gates and approvals.',
  tags: ['deployment', 'rings'],
  scope: 'gateways',
  variables: ({ q }) => [dimension(q, 'ring', 'deployment.completed', 'ring')],
  rows: (sources) => [deployments(sources), promotions(sources)],
};
