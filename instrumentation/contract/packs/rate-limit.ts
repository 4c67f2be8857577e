import { tenant } from '../dimensions';
import { capped, closed } from '../label';
import { counter, gauge } from '../metric';

/** What a rate limiter decided about a request. */
export const RATE_LIMIT_DECISIONS = ['allowed', 'limited'] as const;

const endpoint = capped('endpoint', 50, 'Route template that the limit guards.');
const limit = capped('limit', 10, 'Limit by its configured name, e.g. `per_minute`.');

/** Rate limits and how much of them is used. */
export const rateLimit = {
  'rate_limit.hits': counter({
    name: 'gateway_rate_limit_hits_total',
    unit: '1',
    help: 'Requests that a rate limit turned away, by tenant and endpoint.',
    labels: { tenant, endpoint },
    seriesBudget: 1000,
    why: 'Which tenant is turned away, and where.',
  }),
  'rate_limit.misses': counter({
    name: 'gateway_rate_limit_misses_total',
    unit: '1',
    help: 'Requests that were checked and stayed below every rate limit, by tenant and endpoint.',
    labels: { tenant, endpoint },
    seriesBudget: 1000,
    why: 'Hits alone have no denominator: the share that is turned away needs the checks that passed.',
  }),
  'rate_limit.decisions': counter({
    name: 'gateway_ratelimit_decisions_total',
    unit: '1',
    help: 'Rate limit checks, by tenant, limit and decision.',
    labels: {
      tenant,
      limit,
      decision: closed('decision', RATE_LIMIT_DECISIONS, 'What the limiter decided.'),
    },
    seriesBudget: 1000,
    why: 'Says which limit of a tenant acts; the endpoint is in the hits.',
  }),
  'rate_limit.violations': counter({
    name: 'gateway_rate_limit_violations_total',
    unit: '1',
    help: 'Requests beyond a rate limit, by client.',
    labels: {
      client: capped('client', 100, 'Client by its registered name; never its key, token or address.'),
    },
    seriesBudget: 101,
    why: 'Who it is, where one tenant has many clients.',
  }),
  'rate_limit.quota': gauge({
    name: 'gateway_rate_limit_quota',
    cluster: 'max',
    unit: '1',
    help: 'Requests that a limit admits per window, by tenant.',
    labels: { tenant, limit },
    seriesBudget: 500,
    why: 'With the remaining number it shows how near a tenant is to a limit before anything is turned away.',
  }),
  'rate_limit.remaining': gauge({
    name: 'gateway_rate_limit_remaining',
    cluster: 'max',
    unit: '1',
    help: 'Requests that are left in the current window of a limit, by tenant.',
    labels: { tenant, limit },
    seriesBudget: 500,
    why: 'With the quota it gives the share that is used.',
  }),
} as const;
