import { type BoardDefinition } from '../../kit/definition';
import { dimension } from '../../kit/variables';
import { decisions } from './decisions';
import { quotas } from './quotas';

/** Who is turned away, by which limit, and who is about to be. */
export const rateLimits: BoardDefinition = {
  name: 'rateLimits',
  folder: 'tenants',
  needs: ['rate-limit', 'self'],
  description: 'Rate limits by tenant, endpoint and client: what they turn away, and what is left.',
  tags: ['gateway', 'tenants', 'rate-limits'],
  scope: 'gateways',
  variables: ({ q }) => [
    dimension(q, 'tenant', 'rate_limit.misses', 'tenant'),
    dimension(q, 'limit', 'rate_limit.quota', 'limit'),
  ],
  rows: (sources) => [decisions(sources), quotas(sources)],
};
