'use strict';

const { createServer } = require('node:http');
const pino = require('pino');
const { createAnswers } = require('./answers');
const { createApp } = require('./app');
const { createRouter } = require('./router');

const env = process.env;
// The keys that the preset's system searches its log by.
const log = pino({
  name: 'gatewayz-api',
  level: env.LOG_LEVEL ?? 'info',
  messageKey: 'message',
  timestamp: () => `,"timestamp":"${new Date().toISOString()}"`,
  formatters: { level: (label) => ({ level: label.toUpperCase() }) },
});
const providersUrl = env.PROVIDERS_URL ?? 'http://127.0.0.1:8091';

const router = createRouter(providersUrl);
const answers = createAnswers(env.REDIS_URL ?? 'redis://127.0.0.1:6379', log);
const tenants = (env.TENANTS ?? 'acme,globex').split(',');

const server = createServer(createApp({ router, answers, providersUrl, tenants, log }));
server.on('error', (error) => {
  log.fatal({ err: error }, 'cannot listen');
  process.exit(1);
});
server.listen(Number(env.PORT ?? 8000), '127.0.0.1', () =>
  log.info({ port: server.address().port }, 'listens'),
);
process.once('SIGTERM', () => {
  server.close(() => {
    router.close();
    answers.close();
  });
});
