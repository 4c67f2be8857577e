// Express 4 and 5: a router under a mount point, an error through next(), a proxy that gives up.
import { once } from 'node:events';
import express5 from 'express';
import express4 from 'express4';
import { callUpstream } from './upstream.mjs';

const start = (express, name) => async () => {
  const router = express.Router();
  router.get('/orders/:id', (_request, response, next) => {
    callUpstream().then((body) => response.send(body), next);
  });
  router.get('/boom/:id', (_request, _response, next) => next(new Error('boom')));
  router.get('/hold/:id', () => undefined);
  const app = express();
  app.set('env', 'test');
  app.use(`/${name}`, router);
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server.address().port;
};

export const express = { express4: start(express4, 'express4'), express5: start(express5, 'express5') };
