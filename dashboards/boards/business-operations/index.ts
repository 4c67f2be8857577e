import { type BoardDefinition } from '../../kit/definition';
import { dimension } from '../../kit/variables';
import { operations } from './operations';
import { orders } from './orders';
import { webhooks } from './webhooks';

/** What the business does: orders, webhooks, operations. */
export const businessOperations: BoardDefinition = {
  name: 'businessOperations',
  folder: 'business',
  needs: ['tenant-business'],
  description: 'Orders that were processed, webhooks that were delivered, and operations by kind.',
  tags: ['business', 'orders', 'webhooks'],
  scope: 'gateways',
  variables: ({ q }) => [
    dimension(q, 'tenant', 'tenant.requests', 'tenant'),
    dimension(q, 'operation', 'tenant.operations', 'operation'),
  ],
  rows: (sources) => [orders(sources), webhooks(sources), operations(sources)],
};
