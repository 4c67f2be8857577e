import { helper } from '../helper';
import { count, measure } from '../step';

/** The cache that makes repeated requests harmless. A cache that counts itself: `telemetry.sources.idempotencyCache`. */
export const idempotency = {
  /** A look-up found a stored answer. */
  hit: helper([count('idempotency.hits')]),
  /** A look-up found nothing. */
  miss: helper([count('idempotency.misses')]),
  /** A stored answer was dropped before its time. */
  evicted: helper([count('idempotency.evictions')]),
  /** What became of a request that carried a key. */
  request: helper([count('idempotency.requests')], { event: 'idempotency.request' }),
  /** How many answers are stored now. */
  stored: helper([measure('entries', 'idempotency.entries')]),
};
