'use strict';

const { createHash, randomUUID } = require('node:crypto');

// The same slot of a cluster for all three, which a script needs.
const ANSWERS = '{idempotency}:answers';
const EXPIRIES = '{idempotency}:expiries';
const CLAIM = '{idempotency}:claim:';

/** A claim outlasts the slowest answer of the service behind the gateway; it ends by itself if the gateway dies. */
const LEASE_MS = 30_000;

/** A key is known for so long after its answer expired, as long as nothing else needs the room. */
const REMEMBERED_MS = 3_600_000;

/** Answers by tenant and idempotency key, in Redis: `capacity` of them at most, each for `ttlMsOf(tenant)`. */
class IdempotencyService {
  #stats = { hits: 0, misses: 0, evictions: 0 };

  constructor(redis, { capacity, ttlMsOf }) {
    this.redis = redis;
    this.capacity = capacity;
    this.ttlMsOf = ttlMsOf;
  }

  /**
   * Claims the key for a request. The outcome is `executed` or `expired` if the caller is to run it and to call `store`
   * or `release` then; `replayed` with the `body` to answer with; `conflict` or `in_flight` if it cannot have the key.
   */
  async claim(tenant, key, request) {
    const field = `${tenant}:${key}`;
    const keys = [ANSWERS, EXPIRIES, CLAIM + field];
    const token = randomUUID();
    const fingerprint = createHash('sha256').update(JSON.stringify(request)).digest('base64');
    const [outcome, found, body] = await this.redis.claimKey(
      ...keys,
      ...[field, fingerprint, token, LEASE_MS, REMEMBERED_MS],
    );
    if (found === 1) this.#stats.hits += 1;
    else this.#stats.misses += 1;
    const settle = (...answer) =>
      this.redis.settleKey(...keys, field, token, this.ttlMsOf(tenant), this.capacity, ...answer);
    return {
      outcome,
      body: body === undefined ? undefined : JSON.parse(body),
      store: async (answer) => {
        this.#stats.evictions += await settle(JSON.stringify(answer));
      },
      release: () => settle(),
    };
  }

  /** Totals of this process, and how many answers Redis holds; without those if it does not answer. */
  async getStats() {
    const entries = await this.redis.zcount(EXPIRIES, Date.now(), '+inf').catch(() => undefined);
    return { ...this.#stats, ...(entries === undefined ? {} : { entries }) };
  }
}

module.exports = { IdempotencyService };
