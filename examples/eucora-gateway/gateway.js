'use strict';

// The control plane: an Express API and, in the same process, the worker of its job queue. Tracing, HTTP metrics and
// the metrics page come from the preload; what only this code knows it tells `telemetry`.
const { createServer } = require('node:http');
const pino = require('pino');
const { createApp } = require('./app');
const { createClock } = require('./clock');
const { createConnectors } = require('./connectors');
const { createDeployments } = require('./deployments');
const { createStore } = require('./store');
const { createTasks } = require('./tasks');
const { watchHealth } = require('./health-watch');

const env = process.env;
const log = pino({ name: 'eucora-control-plane', level: env.LOG_LEVEL ?? 'info' });

async function main() {
  const store = createStore(env.DATABASE_URL ?? 'postgres://127.0.0.1:5432/postgres');
  await store.migrate();
  const clock = createClock(Number(env.CLOCK_SPEED ?? 1));
  const connectors = createConnectors(env.CONNECTORS_URL ?? 'http://127.0.0.1:8091', clock);
  const deployments = createDeployments({
    store,
    connectors,
    clock,
    enqueue: (name, deployment) => tasks.enqueue(name, deployment),
  });
  const tasks = createTasks({
    connection: redis(env.REDIS_URL ?? 'redis://127.0.0.1:6379'),
    handlers: { deploy: { run: deployments.deploy, giveUp: deployments.giveUp } },
    log,
    timeoutMs: Number(env.TASK_TIMEOUT_MS ?? 60_000),
  });
  const health = watchHealth(connectors, Number(env.HEALTH_INTERVAL_MS ?? 5000));

  const server = createServer(createApp({ deployments, connectors, log }));
  server.on('error', (error) => {
    log.fatal({ err: error }, 'cannot listen');
    process.exit(1);
  });
  server.listen(Number(env.PORT ?? 8000), '127.0.0.1', () =>
    log.info({ port: server.address().port }, 'listens'),
  );
  process.once('SIGTERM', () => {
    health.stop();
    server.close(async () => {
      await tasks.close();
      connectors.close();
      await store.close();
    });
  });
}

function redis(url) {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port || 6379), maxRetriesPerRequest: null };
}

main().catch((error) => {
  log.fatal({ err: error }, 'cannot start');
  process.exit(1);
});
