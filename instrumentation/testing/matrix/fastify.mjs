// Fastify 4 and 5, with routes under a prefix.
import { fastify as fastify5 } from 'fastify';
import { fastify as fastify4 } from 'fastify4';
import { callUpstream } from './upstream.mjs';

const start = (create, name) => async () => {
  const app = create();
  app.register(
    async (routes) => {
      routes.get('/orders/:id', () => callUpstream());
      routes.get('/boom/:id', async () => {
        throw new Error('boom');
      });
      routes.get('/hold/:id', () => new Promise(() => undefined));
    },
    { prefix: `/${name}` },
  );
  await app.listen({ port: 0, host: '127.0.0.1' });
  return app.server.address().port;
};

export const fastify = { fastify4: start(fastify4, 'fastify4'), fastify5: start(fastify5, 'fastify5') };
