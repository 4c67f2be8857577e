// Koa with its router.
import { once } from 'node:events';
import Koa from 'koa';
import Router from '@koa/router';
import { callUpstream } from './upstream.mjs';

export const koa = {
  koa: async () => {
    const router = new Router({ prefix: '/koa' });
    router.get('/orders/:id', async (context) => {
      context.body = await callUpstream();
    });
    router.get('/boom/:id', () => {
      throw new Error('boom');
    });
    router.get('/hold/:id', () => new Promise(() => undefined));
    const app = new Koa();
    app.silent = true;
    app.use(router.routes());
    const server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return server.address().port;
  },
};
