'use strict';
const http = require('node:http');
const express = require('express');
const ready = require('./ready.cjs');

const app = express();
// A rival that is middleware rather than a preload hands it over here.
if (globalThis.benchMiddleware !== undefined) app.use(globalThis.benchMiddleware);
const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
const upstream = { host: '127.0.0.1', port: Number(process.env.UPSTREAM_PORT), agent };
app.get('/orders/:id', (request, response, next) => {
  const call = http.get({ ...upstream, path: `/items/${request.params.id}` }, (answer) => {
    response.status(answer.statusCode);
    response.setHeader('content-type', 'application/json');
    answer.pipe(response);
  });
  call.on('error', next);
});
const server = app.listen(0, '127.0.0.1', () => ready(server.address().port));
