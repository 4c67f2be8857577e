'use strict';

const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const Redis = require('ioredis');

/** What a gateway waits for Redis before it goes on without it. */
const PATIENCE_MS = 500;

/** Each script runs as one step in Redis, so two gateways never decide on the same number. */
const SCRIPTS = {
  claimKey: { file: 'claim-key.lua', numberOfKeys: 3 },
  settleKey: { file: 'settle-key.lua', numberOfKeys: 3 },
  takeFromQuota: { file: 'take-from-quota.lua', numberOfKeys: 1 },
};

/** A client of the server at `url` that has the scripts as methods. */
function createRedis(url, log) {
  const redis = new Redis(url, {
    commandTimeout: PATIENCE_MS,
    disconnectTimeout: PATIENCE_MS,
    maxRetriesPerRequest: 1,
  });
  for (const [name, { file, numberOfKeys }] of Object.entries(SCRIPTS)) {
    redis.defineCommand(name, { numberOfKeys, lua: readFileSync(join(__dirname, 'scripts', file), 'utf8') });
  }
  redis.on('error', (error) => log.warn({ err: error }, 'redis cannot be reached'));
  return redis;
}

module.exports = { createRedis };
