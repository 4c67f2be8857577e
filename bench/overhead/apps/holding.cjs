'use strict';
// Keeps every request open, so that its span stays active.
const http = require('node:http');
const ready = require('./ready.cjs');

let open = 0;
const server = http.createServer(() => open++);
server.listen({ port: 0, host: '127.0.0.1', backlog: 2048 }, () => ready(server.address().port, () => open));
