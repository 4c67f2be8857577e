'use strict';
// Stands in for the agent that dd-trace sends to: takes everything, so that dd-trace does not pay for failures.
const http = require('node:http');
const server = http.createServer((request, response) => {
  request.resume().on('end', () => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('{"rate_by_service":{}}');
  });
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('disconnect', () => process.exit());
