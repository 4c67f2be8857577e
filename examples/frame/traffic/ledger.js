'use strict';

// Enough latencies for steady percentiles, few enough that a run of days needs no more memory than one of minutes.
const LATENCIES_KEPT = 10_000;

/**
 * What the generator sent and what came back, by method, route template and result. A result is a status code,
 * `aborted` (the generator hung up on purpose) or `failed` (no answer).
 */
function createLedger() {
  const rows = new Map();
  const latencies = [];
  let sent = 0;
  let shed = 0;
  let received = 0;

  return {
    /** A request is on its way. */
    sent() {
      sent += 1;
    },
    /** A request was due but not sent: too many were open. */
    shed() {
      shed += 1;
    },
    /** A request ended. Latencies of aborted requests are the generator's choice and are left out. */
    ended(method, route, result, latencyMs) {
      const key = `${method} ${route} ${result}`;
      const row = rows.get(key) ?? { method, route, result: String(result), count: 0 };
      row.count += 1;
      rows.set(key, row);
      if (result !== 'aborted') latencies[received % LATENCIES_KEPT] = latencyMs;
      if (result !== 'aborted') received += 1;
    },
    /** Plain data: totals, rows sorted by key, latency percentiles in milliseconds (of the latest answers). */
    toJSON() {
      const sorted = [...latencies].sort((a, b) => a - b);
      const list = [...rows.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => ({ ...row }));
      const ended = list.reduce((sum, row) => sum + row.count, 0);
      return {
        sent,
        shed,
        ended,
        open: sent - ended,
        rows: list,
        latencyMs: {
          p50: percentile(sorted, 0.5),
          p95: percentile(sorted, 0.95),
          p99: percentile(sorted, 0.99),
          max: sorted.at(-1) ?? null,
        },
      };
    },
  };
}

/** Nearest-rank percentile of an ascending list, null when it is empty. */
function percentile(sorted, q) {
  return sorted.length === 0 ? null : sorted[Math.ceil(q * sorted.length) - 1];
}

module.exports = { createLedger };
