'use strict';

// The hub: an Express API, its database, and the dispatcher of its webhooks in the same process.
const { createServer } = require('node:http');
const pino = require('pino');
const { createApp } = require('./app');
const { createStore } = require('./store');
const { startDispatcher } = require('./webhooks');

const env = process.env;
const log = pino({ name: 'warehouse-hub', level: env.LOG_LEVEL ?? 'info' });
const partners = env.PARTNERS_URL ?? 'http://127.0.0.1:8091';

async function main() {
  const store = createStore(env.DATABASE_URL ?? 'postgres://127.0.0.1:5432/postgres');
  await store.migrate();
  const dispatcher = startDispatcher({ store, receivers: partners, log });
  const tenants = (env.TENANTS ?? 'acme,globex,initech').split(',');
  const server = createServer(createApp({ store, carrier: partners, log, tenants }));
  server.on('error', (error) => {
    log.fatal({ err: error }, 'cannot listen');
    process.exit(1);
  });
  server.listen(Number(env.PORT ?? 8080), '127.0.0.1', () =>
    log.info({ port: server.address().port }, 'listens'),
  );
  process.once('SIGTERM', () => {
    server.close(async () => {
      await dispatcher.stop();
      await store.close();
    });
  });
}

main().catch((error) => {
  log.fatal({ err: error }, 'cannot start');
  process.exit(1);
});
