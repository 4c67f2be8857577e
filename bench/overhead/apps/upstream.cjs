'use strict';
// The upstream of the proxy gateway: answers at once, so that the gateway's own cost shows.
const http = require('node:http');
const body = Buffer.from(JSON.stringify({ id: 42, items: ['a', 'b', 'c'] }));
const server = http.createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('disconnect', () => process.exit());
