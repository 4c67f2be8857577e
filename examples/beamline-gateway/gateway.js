'use strict';

// A NestJS gateway before a service of orders. Its idempotency cache and its limits per tenant are in Redis, so that they
// outlast it and hold for all gateways together. Traces, HTTP metrics and the metrics page come from the preload; what only
// this code knows it tells `telemetry`.
const { NestFactory } = require('@nestjs/core');
const pino = require('pino');
const { telemetry } = require('gatewatch');
const { AppModule } = require('./app.module');
const { IdempotencyService } = require('./idempotency.service');
const { RateLimiter } = require('./rate-limiter');
const { createRedis } = require('./redis');

const DAY_MS = 86_400_000;

const env = process.env;
const log = pino({ name: 'beamline-gateway', level: env.LOG_LEVEL ?? 'info' });

async function main() {
  const tenants = JSON.parse(env.TENANTS ?? '{"anonymous":{"limit":"per_minute","requests":1000}}');
  const redis = createRedis(env.REDIS_URL ?? 'redis://127.0.0.1:6379', log);
  const idempotency = new IdempotencyService(redis, {
    capacity: Number(env.IDEMPOTENCY_CAPACITY ?? 10_000),
    ttlMsOf: (tenant) => tenants[tenant]?.answersLastMs ?? DAY_MS,
  });
  const limiter = new RateLimiter(redis, tenants);
  telemetry.sources.idempotencyCache(idempotency);

  const upstreamUrl = env.UPSTREAM_URL ?? 'http://127.0.0.1:8081';
  const app = await NestFactory.create(AppModule.register({ idempotency, limiter, log, upstreamUrl }), {
    logger: ['fatal'],
    abortOnError: false,
  });
  app.disable('x-powered-by');
  app.use(logged);
  await app.listen(Number(env.PORT ?? 8080), '127.0.0.1');
  log.info({ url: await app.getUrl() }, 'gateway listens');
  process.once('SIGTERM', async () => {
    await app.close();
    redis.disconnect();
  });
}

function logged(request, response, next) {
  response.once('close', () => {
    const { method, originalUrl: path } = request;
    log.info({ method, path, status: response.statusCode }, 'request served');
  });
  next();
}

main().catch((error) => {
  log.fatal({ err: error }, 'cannot start');
  process.exit(1);
});
