'use strict';
// A gateway on Koa that fails at `/boom` and leaves it to Koa what the client gets.
const Koa = require('koa');

const app = new Koa();
app.silent = true;
app.use(async (context) => {
  if (context.path === '/boom') throw new Error('boom');
  context.body = 'ok';
});
const server = app.listen(0, '127.0.0.1', () => process.stdout.write(`port ${server.address().port}\n`));
