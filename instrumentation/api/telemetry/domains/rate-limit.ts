import { helper } from '../helper';
import { count, measure, optional } from '../step';

/** Rate limits. With `limit` (its configured name) a decision counts for that limit as well. */
export const rateLimit = {
  /** A request was turned away. With `client` it counts as a violation of that client as well. */
  limited: helper(
    [
      count('rate_limit.hits'),
      optional(count('rate_limit.decisions', { decision: 'limited' })),
      optional(count('rate_limit.violations')),
    ],
    { event: 'rate_limit.limited', request: ['tenantId'] },
  ),
  /** A request was checked and let through. */
  allowed: helper(
    [count('rate_limit.misses'), optional(count('rate_limit.decisions', { decision: 'allowed' }))],
    { request: ['tenantId'] },
  ),
  /** How much a limit admits per window, and what is left in the current one. */
  quota: helper([measure('quota', 'rate_limit.quota'), measure('remaining', 'rate_limit.remaining')]),
};
