/** Answers that the cache holds at most: few, so that the scenario can fill it. */
export const CAPACITY = 4;

/** How long the answers of `trial` can be replayed, in ms; those of the others last for a day. */
export const TRIAL_TTL_MS = 1000;

/** What each tenant may, as the gateway is told. */
export const TENANTS = {
  acme: { limit: 'per_minute', requests: 6000 },
  globex: { limit: 'per_minute', requests: 3000 },
  trial: { limit: 'per_day', requests: 5, answersLastMs: TRIAL_TTL_MS },
  burst: { limit: 'per_10_seconds', requests: 3 },
  anonymous: { limit: 'per_minute', requests: 60_000 },
} as const;

export type Tenant = keyof typeof TENANTS;
