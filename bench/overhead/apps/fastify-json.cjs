'use strict';
const fastify = require('fastify');
const ready = require('./ready.cjs');

const app = fastify({ logger: false });
if (globalThis.benchFastifyPlugin !== undefined) app.register(...globalThis.benchFastifyPlugin);
app.get('/orders/:id', (request) => Promise.resolve({ id: request.params.id, items: ['a', 'b', 'c'] }));
app.listen({ port: 0, host: '127.0.0.1' }).then(() => ready(app.server.address().port));
