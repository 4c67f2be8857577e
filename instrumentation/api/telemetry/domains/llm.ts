import { helper } from '../helper';
import { count, measure, optional } from '../step';

/** Requests to large language models. */
export const llm = {
  /** The request of a client ended; once a request, however many providers were tried. */
  request: helper([count('llm.requests'), measure('duration', 'llm.request.duration')], {
    event: 'llm.request',
  }),
  /**
   * A call to a provider ended, with what it used and cost. With `tenantId`, tokens and cost count for the tenant, too.
   * Cache tokens are part of the input tokens; the last two are of streams only.
   */
  attempt: helper(
    [
      count('llm.attempts'),
      measure('duration', 'llm.attempt.duration'),
      optional(measure('inputTokens', 'llm.tokens', { type: 'input' })),
      optional(measure('outputTokens', 'llm.tokens', { type: 'output' })),
      optional(measure('cacheReadTokens', 'llm.prompt_cache.tokens', { access: 'read' })),
      optional(measure('cacheWriteTokens', 'llm.prompt_cache.tokens', { access: 'write' })),
      optional(measure('cost', 'llm.cost')),
      optional(measure('inputTokens', 'llm.tenant.tokens', { type: 'input' })),
      optional(measure('outputTokens', 'llm.tenant.tokens', { type: 'output' })),
      optional(measure('cost', 'llm.tenant.cost')),
      optional(measure('timeToFirstToken', 'llm.time_to_first_token')),
      optional(measure('outputRate', 'llm.output_rate')),
    ],
    { event: 'llm.attempt', request: ['tenantId'] },
  ),
  /** A request went on to another provider. */
  fallback: helper([count('llm.fallbacks')], { event: 'llm.fallback' }),
  /** The gateway looked into its own cache of answers. */
  cacheLookup: helper([count('llm.cache.requests')], { event: 'llm.cache_lookup' }),
};
