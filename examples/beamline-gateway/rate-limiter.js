'use strict';

const WINDOW_MS = 60_000;
const LIMIT = 'per_minute';

/** Admits so many requests a minute of each tenant: what `perMinute` has for it, or `otherwise`. */
function createRateLimiter({ perMinute, otherwise, recorder }) {
  const windows = new Map();
  const hits = recorder.counter('rate_limit.hits');
  const misses = recorder.counter('rate_limit.misses');
  const decisions = recorder.counter('rate_limit.decisions');
  const violations = recorder.counter('rate_limit.violations');
  const quota = recorder.gauge('rate_limit.quota');
  const remaining = recorder.gauge('rate_limit.remaining');

  return {
    admits(tenant, endpoint) {
      const now = Date.now();
      const before = windows.get(tenant);
      const current =
        before === undefined || now - before.begun >= WINDOW_MS ? { begun: now, used: 0 } : before;
      windows.set(tenant, current);
      const limit = perMinute[tenant] ?? otherwise;
      const admitted = current.used < limit;
      if (admitted) {
        current.used += 1;
        misses.inc({ tenant, endpoint });
      } else {
        hits.inc({ tenant, endpoint });
        violations.inc({ client: tenant });
      }
      decisions.inc({ tenant, limit: LIMIT, decision: admitted ? 'allowed' : 'limited' });
      quota.set({ tenant, limit: LIMIT }, limit);
      remaining.set({ tenant, limit: LIMIT }, limit - current.used);
      return admitted;
    },
  };
}

module.exports = { createRateLimiter };
