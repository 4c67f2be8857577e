'use strict';

const { createHash } = require('node:crypto');
const Redis = require('ioredis');
const { telemetry } = require('gatewatch');

const TTL_SECONDS = 300;

/** Answers to requests that leave nothing to chance, in Redis. A cache that is away costs time and no request. */
function createAnswers(url, log) {
  const redis = new Redis(url, { maxRetriesPerRequest: 1, commandTimeout: 500 });
  redis.on('error', (error) => log.warn({ err: error }, 'redis'));

  return {
    async find({ model, prompt, stream, temperature }) {
      if (stream || temperature !== 0) {
        telemetry.llm.cacheLookup({ result: 'bypass' });
        return undefined;
      }
      const found = await redis.get(keyOf(model, prompt)).catch(() => null);
      telemetry.llm.cacheLookup({ result: found === null ? 'miss' : 'hit' });
      return found === null ? undefined : JSON.parse(found);
    },
    async keep({ model, prompt, stream, temperature }, answer) {
      if (stream || temperature !== 0) return;
      await redis.set(keyOf(model, prompt), JSON.stringify(answer), 'EX', TTL_SECONDS).catch(() => undefined);
    },
    close: () => redis.disconnect(),
  };
}

function keyOf(model, prompt) {
  return `answer:${createHash('sha256').update(`${model}\0${prompt}`).digest('hex')}`;
}

module.exports = { createAnswers };
