'use strict';

const { telemetry } = require('gatewatch');
const CircuitBreaker = require('opossum');
const { Pool } = require('undici');

const CONNECTIONS = 8;
const HEALTH_MS = 1000;
const BREAKER = { timeout: 10_000, errorThresholdPercentage: 50, volumeThreshold: 6, resetTimeout: 2000 };

/** A model server did not generate. */
class GenerationError extends Error {
  constructor(service, message) {
    super(`${service}: ${message}`);
    this.name = 'GenerationError';
  }
}

/** A client of one service of models: a pool of connections, a breaker around it, and a health check. */
function createModelServer(service, url) {
  const pool = new Pool(url, { connections: CONNECTIONS });
  telemetry.sources.undiciPool(pool, { service, connections: CONNECTIONS });
  const breaker = new CircuitBreaker(ask, { ...BREAKER, name: service });
  telemetry.sources.circuitBreaker(breaker, { service, component: 'generate' });
  const timer = setInterval(() => void check(), HEALTH_MS);
  void check();

  async function ask(prompt) {
    const { statusCode, body } = await pool.request({
      method: 'POST',
      path: '/generate',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prompt }),
    });
    telemetry.infrastructure.connectionRequested({ service, result: 'acquired' });
    const answer = await body.json();
    if (statusCode !== 200) throw new GenerationError(service, answer.error);
    return answer.result;
  }

  async function isHealthy() {
    try {
      const { statusCode, body } = await pool.request({ method: 'GET', path: '/health' });
      await body.dump();
      return statusCode === 200;
    } catch {
      return false;
    }
  }

  async function check() {
    const healthy = await isHealthy();
    telemetry.infrastructure.healthCheck({ service, result: healthy ? 'success' : 'failure' });
    for (const health of ['healthy', 'unhealthy']) {
      telemetry.infrastructure.instances({
        service,
        health,
        instances: (health === 'healthy') === healthy ? 1 : 0,
      });
    }
  }

  return {
    /** @throws GenerationError; an error with the code EOPENBREAKER while the breaker is open; or what undici throws */
    generate: (prompt) => breaker.fire(prompt),
    isHealthy,
    /** `open`, `half_open` or `closed`. */
    breakerState() {
      if (breaker.opened) return 'open';
      return breaker.halfOpen ? 'half_open' : 'closed';
    },
    async close() {
      clearInterval(timer);
      breaker.shutdown();
      await pool.close();
    },
  };
}

module.exports = { createModelServer };
