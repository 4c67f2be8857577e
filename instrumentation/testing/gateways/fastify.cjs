'use strict';
// A gateway on Fastify; the first argument names the module, so that 4 and 5 run the same code.
const { fastify } = require(process.argv[2]);

const app = fastify();
app.addHook('onRequest', async (request, reply) => {
  if (request.headers.authorization === 'bad') await reply.code(401).send({ error: 'who are you?' });
});
app.get('/orders/:id', async (request) => ({ id: request.params.id }));
app.register(
  async (api) => {
    api.get('/boom/:id', async () => {
      throw new Error('boom');
    });
  },
  { prefix: '/api/v1' },
);
app
  .listen({ port: 0, host: '127.0.0.1' })
  .then(() => process.stdout.write(`port ${app.server.address().port}\n`));
