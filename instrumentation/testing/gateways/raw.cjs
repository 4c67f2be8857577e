'use strict';
// A gateway on node:http alone. Prints its port; `/hold` and `/stream` never end on their own.
const http = require('node:http');

const routes = {
  '/': (_request, response) => response.end('hello\n'),
  '/missing': (_request, response) => response.writeHead(404).end(),
  '/boom': (_request, response) => response.writeHead(503).end(),
  '/hold': () => undefined,
  '/stream': (_request, response) => response.writeHead(200).write('first'),
  '/headers': (request, response) => response.end(JSON.stringify(request.headers)),
  '/status': (request, response) => response.writeHead(Number(request.url.split('?')[1])).end(),
};

const server = http.createServer((request, response) => {
  const route = routes[request.url.split('?')[0]];
  if (route) route(request, response);
  else response.end('anything\n');
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`port ${server.address().port}\n`));

if (process.env.OWN_SIGTERM) {
  process.once('SIGTERM', () => {
    server.close(() => process.exit(7));
    server.closeIdleConnections();
  });
}
