'use strict';
// An ordinary gateway: Express, one call to an upstream and one line in the log for each request.
const http = require('node:http');
const express = require('express');
const pino = require('pino');
const ready = require('./ready.cjs');

const log = pino(pino.destination({ dest: '/dev/null', sync: false }));
const app = express();
const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
const upstream = { host: '127.0.0.1', port: Number(process.env.UPSTREAM_PORT), agent };
app.get('/orders/:id', (request, response, next) => {
  const call = http.get({ ...upstream, path: `/items/${request.params.id}` }, (answer) => {
    log.info({ order: request.params.id, status: answer.statusCode }, 'upstream answered');
    response.status(answer.statusCode);
    response.setHeader('content-type', 'application/json');
    answer.pipe(response);
  });
  call.on('error', next);
});
const server = app.listen(0, '127.0.0.1', () => ready(server.address().port));
