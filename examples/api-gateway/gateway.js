'use strict';

// The gateway: Fastify for requests, ws for sessions, and two services of models behind it.
const { createApp } = require('./app');
const { createAuth } = require('./auth');
const { createModelServer } = require('./model-server');
const { createRateLimit } = require('./rate-limit');
const { acceptSockets } = require('./sockets');

const env = process.env;

async function main() {
  const authenticate = createAuth({
    keys: JSON.parse(env.API_KEYS ?? '{}'),
    secret: env.TOKEN_SECRET ?? '',
    revoked: (env.REVOKED_TOKENS ?? '').split(','),
  });
  const admits = createRateLimit({ quotas: JSON.parse(env.QUOTAS ?? '{}'), otherwise: 10_000 });
  const code = createModelServer('code-generator', env.CODE_URL ?? 'http://127.0.0.1:8091');
  const image = createModelServer('image-generator', env.IMAGE_URL ?? 'http://127.0.0.1:8092');
  const app = createApp({ authenticate, admits, code, image, logger: { level: env.LOG_LEVEL ?? 'info' } });
  const sockets = acceptSockets(app.server, { authenticate, code, log: app.log });
  await app.listen({ host: '127.0.0.1', port: Number(env.PORT ?? 8000) });
  process.once('SIGTERM', async () => {
    sockets.close();
    await app.close();
    await Promise.all([code.close(), image.close()]);
  });
}

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
