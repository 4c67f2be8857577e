'use strict';

const { seconds, telemetry } = require('gatewatch');
const CircuitBreaker = require('opossum');
const { CONNECTORS } = require('./connector-names');

const BREAKER = {
  timeout: false, // A call has its own, which also ends the request.
  errorThresholdPercentage: 50,
  volumeThreshold: 6,
  rollingCountTimeout: 10_000,
};

/** A connector answered that it cannot do what it was asked for. */
class ConnectorError extends Error {
  constructor(connector, message) {
    super(`${connector}: ${message}`);
    this.name = 'ConnectorError';
  }
}

/**
 * Clients of the device management systems, a breaker around each.
 * @param clock by which operations are measured: a device management system takes minutes for some
 * @param options `timeoutMs` of a call; `resetMs` after which an open breaker lets one call try again
 */
function createConnectors(baseUrl, clock, { timeoutMs = 10_000, resetMs = 3000 } = {}) {
  async function ask(connector, operation, { body, signal } = {}) {
    const late = AbortSignal.timeout(timeoutMs);
    const response = await fetch(`${baseUrl}/${connector}/${operation}`, {
      ...(body === undefined
        ? {}
        : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      signal: signal === undefined ? late : AbortSignal.any([late, signal]),
    });
    const answer = await response.json();
    if (!response.ok) throw new ConnectorError(connector, answer.error);
    return answer;
  }

  /** One operation, measured where it is carried out: what an open breaker refuses is none. */
  async function operate(connectorType, operation, wish) {
    const begin = clock.now();
    const ended = (status) =>
      telemetry.connector.operation({
        connectorType,
        operation,
        status,
        duration: seconds(clock.now() - begin),
      });
    try {
      const answer = await ask(connectorType, operation, wish);
      ended('success');
      return answer;
    } catch (error) {
      ended('failed');
      throw error;
    }
  }

  const breakers = new Map(CONNECTORS.map((name) => [name, breakerOf(name)]));

  function breakerOf(name) {
    const breaker = new CircuitBreaker((operation, wish) => operate(name, operation, wish), {
      ...BREAKER,
      name,
      resetTimeout: resetMs,
    });
    telemetry.sources.circuitBreaker(breaker, { service: 'device-management', component: name });
    return breaker;
  }

  return {
    /**
     * @param wish `body` to post, if any, and a `signal` that ends the call
     * @throws ConnectorError, TimeoutError, or what fetch throws; an error with the code EOPENBREAKER while the breaker is open
     */
    call: (connector, operation, wish) => breakers.get(connector).fire(operation, wish),
    /** Past the breaker: whether the system answers must be known while the breaker is open, too. */
    isHealthy: (connector) =>
      ask(connector, 'health').then(
        () => true,
        () => false,
      ),
    /** State of the breaker: `open`, `half_open` or `closed`. */
    state(connector) {
      const breaker = breakers.get(connector);
      if (breaker.opened) return 'open';
      return breaker.halfOpen ? 'half_open' : 'closed';
    },
    close: () => breakers.forEach((breaker) => breaker.shutdown()),
  };
}

module.exports = { createConnectors };
