'use strict';

const CircuitBreaker = require('opossum');
const { telemetry } = require('gatewatch');
const { MODELS, PROVIDERS } = require('./catalogue');
const { createProvider } = require('./provider');

const BREAKER = { timeout: false, errorThresholdPercentage: 50, volumeThreshold: 6, resetTimeout: 2000 };

/** No provider of the model could answer. */
class NoAnswer extends Error {
  constructor(model, cause) {
    super(`no provider of ${model} answered: ${cause.message}`, { cause });
    this.name = 'NoAnswer';
    this.status = 502;
  }
}

/** Tries the providers of a model in their order, a breaker around each pair of them. */
function createRouter(providersUrl) {
  const providers = new Map(PROVIDERS.map((name) => [name, createProvider(name, providersUrl)]));
  const breakers = new Map(
    Object.entries(MODELS).flatMap(([model, { providers: names }]) =>
      names.map((name) => [`${name} ${model}`, breakerOf(providers.get(name), model)]),
    ),
  );

  return {
    /** @throws NoAnswer, or what the client's own signal was aborted with */
    async complete(wish) {
      const names = MODELS[wish.model].providers;
      for (const [index, name] of names.entries()) {
        try {
          return await breakers.get(`${name} ${wish.model}`).fire(wish);
        } catch (error) {
          const next = names[index + 1];
          // What the client has heard of a stream cannot be taken back.
          if (wish.signal.aborted || wish.hasBegun?.()) throw error;
          if (next === undefined) throw new NoAnswer(wish.model, error);
          telemetry.llm.fallback({ from: name, to: next, reason: reasonOf(error) });
        }
      }
    },
    /** State of each breaker, e.g. `openrouter gpt-4`. */
    states: () => Object.fromEntries([...breakers].map(([name, breaker]) => [name, stateOf(breaker)])),
    close: () => breakers.forEach((breaker) => breaker.shutdown()),
  };
}

function breakerOf(provider, model) {
  const breaker = new CircuitBreaker((wish) => provider.complete(wish), {
    ...BREAKER,
    name: `${provider.name} ${model}`,
    // A client that went away is no reason to spare the provider.
    errorFilter: (error, wish) => wish.signal.aborted,
  });
  telemetry.sources.circuitBreaker(breaker, { service: provider.name, component: model });
  return breaker;
}

function reasonOf(error) {
  if (error.code === 'EOPENBREAKER') return 'breaker_open';
  return ['timeout', 'rate_limited'].includes(error.type) ? error.type : 'error';
}

function stateOf({ opened, halfOpen }) {
  if (opened) return 'open';
  return halfOpen ? 'half_open' : 'closed';
}

module.exports = { createRouter, NoAnswer };
