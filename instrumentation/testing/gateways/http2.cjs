'use strict';
// A gateway on node:http2 with the compatibility API; the first argument `stream` serves bare streams.
const http2 = require('node:http2');

const answer = {
  '/echo': (stream, respond) => {
    let size = 0;
    stream.on('data', (chunk) => (size += chunk.length)).on('end', () => respond(200, 'x'.repeat(size)));
  },
  '/boom': (_stream, respond) => respond(503, 'no'),
  '/hold': () => undefined,
  '/destroy': (stream) => stream.destroy(),
};

const server = http2.createServer();
if (process.argv[2] === 'stream') {
  server.on('stream', (stream, headers) => {
    stream.on('error', () => undefined);
    answer[headers[':path']](stream, (status, body) => {
      stream.respond({ ':status': status });
      stream.end(body);
    });
  });
} else {
  server.on('request', (request, response) => {
    answer[request.url](request.stream, (status, body) => response.writeHead(status).end(body));
  });
}
server.listen(0, '127.0.0.1', () => process.stdout.write(`port ${server.address().port}\n`));
