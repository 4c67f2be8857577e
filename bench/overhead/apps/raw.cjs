'use strict';
const http = require('node:http');
const ready = require('./ready.cjs');

const server = http.createServer((_request, response) => {
  response.setHeader('content-type', 'text/plain');
  response.end('hello');
});
server.listen(0, '127.0.0.1', () => ready(server.address().port));
