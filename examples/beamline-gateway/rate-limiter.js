'use strict';

/** Length of the window of each kind of limit. */
const WINDOWS_MS = { per_10_seconds: 10_000, per_minute: 60_000, per_day: 86_400_000 };

/** Whoever has no quota of its own. */
const ANONYMOUS = 'anonymous';

/** Admits so many requests of each tenant in a window. The counts are in Redis, one for all gateways. */
class RateLimiter {
  /** `tenants` by name: `{ limit, requests }`; what `anonymous` may is for all who are none of them. */
  constructor(redis, tenants) {
    const wrong = Object.entries(tenants).filter(
      ([, { limit, requests }]) => !(limit in WINDOWS_MS) || !(requests >= 1),
    );
    if (wrong.length > 0 || tenants[ANONYMOUS] === undefined) {
      throw new Error(
        `tenants: ${JSON.stringify(tenants)} must have ${ANONYMOUS}, and each a limit ` +
          `(${Object.keys(WINDOWS_MS).join(', ')}) and a number of requests from 1 on`,
      );
    }
    this.redis = redis;
    this.quotas = new Map(Object.entries(tenants));
  }

  /** Who asks, by a name that is configured: one that a client makes up is no tenant. */
  tenantOf(name) {
    return this.quotas.has(name) ? name : ANONYMOUS;
  }

  /** Takes a request of a tenant: `{ admitted, limit, quota, remaining, resetSeconds }`. */
  async take(tenant) {
    const { limit, requests: quota } = this.quotas.get(tenant);
    const [admitted, remaining, resetMs] = await this.redis.takeFromQuota(
      `rate:${tenant}:${limit}`,
      quota,
      WINDOWS_MS[limit],
    );
    return { admitted: admitted === 1, limit, quota, remaining, resetSeconds: Math.ceil(resetMs / 1000) };
  }
}

module.exports = { RateLimiter };
