import { type BoardDefinition } from '../../kit/definition';
import { dimension } from '../../kit/variables';
import { compared } from './compared';
import { single } from './single';

/** Tenants beside each other, and one of them in detail. */
export const tenantUsage: BoardDefinition = {
  name: 'tenantUsage',
  folder: 'tenants',
  needs: ['tenant-business'],
  description: 'What each tenant asks for, gets, and loses.',
  tags: ['tenants', 'usage'],
  scope: 'gateways',
  variables: ({ q }) => [dimension(q, 'tenant', 'tenant.requests', 'tenant')],
  rows: (sources) => [compared(sources), single(sources)],
};
