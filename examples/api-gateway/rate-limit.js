'use strict';

const { telemetry } = require('gatewatch');

const LIMIT = 'per_minute';
const WINDOW_MS = 60_000;

/** Admits so many requests a minute of each client: what `quotas` has for it, or `otherwise`. */
function createRateLimit({ quotas, otherwise, now = Date.now }) {
  const windows = new Map();

  return function admits(client, endpoint) {
    const begun = now();
    const last = windows.get(client);
    const current = last !== undefined && begun - last.begun < WINDOW_MS ? last : { begun, used: 0 };
    windows.set(client, current);
    const quota = quotas[client] ?? otherwise;
    const admitted = current.used < quota;
    const labels = { tenantId: client, endpoint, limit: LIMIT };
    if (admitted) {
      current.used += 1;
      telemetry.rateLimit.allowed(labels);
    } else {
      telemetry.rateLimit.limited({ ...labels, client });
      telemetry.security.event({ type: 'rate_limit_violation', severity: 'low' });
    }
    telemetry.rateLimit.quota({ tenantId: client, limit: LIMIT, quota, remaining: quota - current.used });
    return admitted;
  };
}

module.exports = { createRateLimit };
