'use strict';

/**
 * Answers by idempotency key, the oldest dropped first beyond `capacity`. `once(key, body, run)` runs what has not run
 * under this key, and gives its answer; the same key with another body is a conflict (409).
 */
function createIdempotencyCache({ capacity, recorder }) {
  const stored = new Map();
  const hits = recorder.counter('idempotency.hits');
  const misses = recorder.counter('idempotency.misses');
  const evictions = recorder.counter('idempotency.evictions');
  const requests = recorder.counter('idempotency.requests');
  const entries = recorder.gauge('idempotency.entries');

  return {
    async once(key, body, run) {
      if (key === undefined) return run();
      const fingerprint = JSON.stringify(body);
      const known = stored.get(key);
      if (known !== undefined) {
        hits.inc({});
        if (known.fingerprint !== fingerprint) {
          requests.inc({ outcome: 'conflict' });
          return { status: 409, body: { error: 'the key was used with another body' } };
        }
        requests.inc({ outcome: 'replayed' });
        return known.answer;
      }
      misses.inc({});
      const answer = await run();
      requests.inc({ outcome: 'executed' });
      if (stored.size >= capacity) {
        stored.delete(stored.keys().next().value);
        evictions.inc({});
      }
      stored.set(key, { fingerprint, answer });
      entries.set({}, stored.size);
      return answer;
    },
  };
}

module.exports = { createIdempotencyCache };
