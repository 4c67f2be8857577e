'use strict';

// A gateway with an idempotency cache and rate limits per tenant, both in memory. What only it can know it records
// itself; everything else is the preload's.
const express = require('express');
const pino = require('pino');
const { record } = require('gatewatch');
const { createIdempotencyCache } = require('./idempotency-cache');
const { createRateLimiter } = require('./rate-limiter');

const port = Number(process.env.PORT ?? 8080);
const upstream = process.env.UPSTREAM_URL ?? 'http://127.0.0.1:8081';
const log = pino({ name: 'beamline-gateway' });

const idempotency = createIdempotencyCache({ capacity: 4, recorder: record() });
const limiter = createRateLimiter({ perMinute: { trial: 5 }, otherwise: 100_000, recorder: record() });

const app = express();
app.disable('x-powered-by');
app.use(express.json({ limit: '100kb' }));

app.post('/orders', limited, async (request, response) => {
  const key = request.get('idempotency-key');
  const { status, body } = await idempotency.once(key, request.body, () =>
    call('POST', '/orders', request.body),
  );
  log.info({ path: '/orders', status }, 'order served');
  response.status(status).json(body);
});
app.get('/orders/:id', limited, async (request, response) => {
  const { status, body } = await call('GET', `/orders/${encodeURIComponent(request.params.id)}`);
  log.info({ path: '/orders/:id', status }, 'order served');
  response.status(status).json(body);
});

app.listen(port, '127.0.0.1', (error) => {
  if (error) throw error;
  log.info({ port }, 'gateway listens');
});

function limited(request, response, next) {
  const tenant = request.get('x-tenant') ?? 'anonymous';
  if (limiter.admits(tenant, request.route.path)) next();
  else response.status(429).json({ error: 'rate limit' });
}

async function call(method, path, body) {
  const answer = await fetch(upstream + path, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  if (!answer.ok) log.error({ path, status: answer.status }, 'upstream failed');
  return { status: answer.ok ? answer.status : 502, body: await answer.json() };
}
