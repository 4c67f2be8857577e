'use strict';
// A gateway on node:http whose requests end in every way there is. Its timeouts are short.
const http = require('node:http');

const routes = {
  '/echo': (request, response) => {
    let size = 0;
    request.on('data', (chunk) => (size += chunk.length)).on('end', () => response.end('x'.repeat(size)));
  },
  '/chunked': (_request, response) => {
    response.write('a'.repeat(2000));
    setImmediate(() => response.end('b'.repeat(3000)));
  },
  '/file': (_request, response) =>
    response.writeHead(200, { 'Content-Length': '1200' }).end('c'.repeat(1200)),
  '/hold': () => undefined,
  '/destroy': (_request, response) => {
    response.writeHead(200).write('first', () => response.destroy());
  },
  '/idle': (request) => request.socket.setTimeout(20),
};

const server = http.createServer(
  { requestTimeout: 150, headersTimeout: 100, connectionsCheckingInterval: 20 },
  (request, response) => (routes[request.url] ?? routes['/echo'])(request, response),
);

server.on('upgrade', (request, socket) => {
  socket.on('error', () => undefined);
  if (request.url === '/refuse') return socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n');
  socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
  return socket.on('data', (data) => socket.end(data));
});
server.on('connect', (_request, socket) => socket.end('HTTP/1.1 200 Connection established\r\n\r\n'));
server.listen(0, '127.0.0.1', () => process.stdout.write(`port ${server.address().port}\n`));
