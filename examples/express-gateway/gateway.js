'use strict';

// An ordinary Express gateway. Nothing in it knows of Gatewatch: `node --require gatewatch gateway.js` is all it takes.
const express = require('express');
const pino = require('pino');
const { upstreamClient } = require('./upstream-client');

const port = Number(process.env.PORT ?? 8080);
// In a pod others come from outside; on a machine nobody else should.
const host = process.env.HOST ?? '127.0.0.1';
const upstream = upstreamClient(process.env.UPSTREAM_URL ?? 'http://127.0.0.1:8081');
const log = pino({ name: 'express-gateway', level: process.env.LOG_LEVEL ?? 'info' });

const app = express();
app.disable('x-powered-by');
app.use(requestLog);
app.use(express.json({ limit: '100kb' }));

app.get(
  '/products',
  forward(() => '/products'),
);
app.get(
  '/products/:sku',
  forward((request) => `/products/${encodeURIComponent(request.params.sku)}`),
);
app.get(
  '/orders/:id',
  forward((request) => `/orders/${encodeURIComponent(request.params.id)}`),
);
app.post(
  '/orders',
  forward(() => '/orders'),
);
// The upstream needs most of a second for a report: the slow route of the example.
app.get(
  '/reports/:name',
  forward((request) => `/reports/${encodeURIComponent(request.params.name)}`),
);
// A bug in a handler: Express turns it into a 500.
app.get('/broken', () => {
  throw new TypeError('a handler failed');
});

const api = express.Router();
api.get(
  '/users/:userId',
  forward((request) => `/users/${encodeURIComponent(request.params.userId)}`),
);
api.get(
  '/users/:userId/orders',
  forward((request) => `/users/${encodeURIComponent(request.params.userId)}/orders`),
);
app.use('/api/v1', api);

app.use((request, response) => response.status(404).json({ error: 'no such route' }));
app.use(answerError);

const server = app.listen(port, host, (error) => {
  if (error) {
    log.fatal({ err: error, port }, 'cannot listen');
    process.exit(1);
  }
  log.info({ port: server.address().port }, 'gateway listens');
});

/** A handler that asks the upstream for what `pathOf` says, and gives up when the client goes away. */
function forward(pathOf) {
  return async (request, response) => {
    const clientGone = new AbortController();
    response.once('close', () => response.writableFinished || clientGone.abort());
    const answer = await upstream.call(request.method, pathOf(request), {
      body: request.method === 'POST' ? request.body : undefined,
      signal: clientGone.signal,
    });
    response.status(answer.status).json(answer.body);
  };
}

/** One line for each request, once its answer is out or its client is gone. */
function requestLog(request, response, next) {
  const begun = process.hrtime.bigint();
  response.once('close', () => {
    const fields = {
      method: request.method,
      path: request.originalUrl,
      status: response.writableFinished ? response.statusCode : undefined,
      durationMs: Number(process.hrtime.bigint() - begun) / 1e6,
    };
    if (!response.writableFinished) log.warn(fields, 'client aborted');
    else if (response.statusCode >= 500) log.error(fields, 'request failed');
    else log.info(fields, 'request served');
  });
  next();
}

// Express knows an error handler by its four parameters.
// eslint-disable-next-line @typescript-eslint/no-unused-vars
function answerError(error, request, response, next) {
  if (response.destroyed) return;
  const status = error.status ?? 500;
  if (status >= 500) log.error({ err: error }, 'handler failed');
  response.status(status).json({ error: error.message });
}
