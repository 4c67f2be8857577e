import { closed } from '../label';
import { counter, gauge } from '../metric';

/**
 * What became of a request that carried an idempotency key.
 * - `executed`: the key was new
 * - `replayed`: the stored answer was sent again
 * - `conflict`: the key was used before with another body
 * - `in_flight`: the first request with this key had not ended yet
 * - `expired`: the key was known, but its answer had been dropped by age
 */
export const IDEMPOTENCY_OUTCOMES = ['executed', 'replayed', 'conflict', 'in_flight', 'expired'] as const;

/** The cache that makes repeated requests harmless. */
export const idempotency = {
  'idempotency.hits': counter({
    name: 'gateway_idempotency_hits_total',
    unit: '1',
    help: 'Look-ups that found a stored answer.',
    labels: {},
    seriesBudget: 1,
    why: 'Each one is an operation that was not done twice.',
  }),
  'idempotency.misses': counter({
    name: 'gateway_idempotency_misses_total',
    unit: '1',
    help: 'Look-ups that found nothing.',
    labels: {},
    seriesBudget: 1,
    why: 'With the hits it gives the share of repeated requests.',
  }),
  'idempotency.evictions': counter({
    name: 'gateway_idempotency_evictions_total',
    unit: '1',
    help: 'Stored answers that were dropped before their time because the cache was full.',
    labels: {},
    seriesBudget: 1,
    why: 'An evicted key is executed twice when its request is repeated: evictions are lost safety, not just lost speed.',
  }),
  'idempotency.requests': counter({
    name: 'gateway_idempotency_requests_total',
    unit: '1',
    help: 'Requests with an idempotency key, by outcome.',
    labels: { outcome: closed('outcome', IDEMPOTENCY_OUTCOMES, 'What became of the request.') },
    seriesBudget: IDEMPOTENCY_OUTCOMES.length,
    why: 'Hits and misses do not tell a client that reuses keys wrongly (`conflict`) from one that retries too early.',
  }),
  'idempotency.entries': gauge({
    name: 'gateway_idempotency_entries',
    unit: '1',
    help: 'Answers that are stored now.',
    labels: {},
    seriesBudget: 1,
    why: 'Says how full the cache is before it has to evict.',
  }),
} as const;
