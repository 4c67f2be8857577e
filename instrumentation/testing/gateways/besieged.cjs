'use strict';
// A gateway that makes it as bad as it can: for `/dynamic/…` it declares the raw path a route. `/heap` collects the
// garbage and answers with the bytes of the heap that are left.
const http = require('node:http');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

const server = http.createServer((request, response) => {
  if (request.url === '/heap') {
    collectGarbage();
    return response.end(String(process.memoryUsage().heapUsed));
  }
  if (request.url.startsWith('/dynamic/')) request.route = { path: request.url };
  response.statusCode = Number(request.headers['x-status'] ?? 200);
  return response.end();
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`port ${server.address().port}\n`));
