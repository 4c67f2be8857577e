'use strict';
// A gateway that records what only it knows: an order with each request, and a cache that counts itself.
const http = require('node:http');
const { telemetry, withOperation } = require('../../index');

const cache = { hits: 0, misses: 0 };
telemetry.sources.idempotencyCache({ getStats: () => cache });
telemetry.sources.observe('db.pool.waiting', { pool: 'main' }, () => {
  throw new Error('no pool');
});

const server = http.createServer((request, response) => {
  const tenant = request.headers['x-tenant'];
  cache.misses++;
  withOperation('create_order', { tenant_id: tenant, user_id: 'mia' }, async () => {
    telemetry.order.processed({ tenantId: tenant, outcome: 'success' });
  }).then(() => response.end());
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`port ${server.address().port}\n`));
