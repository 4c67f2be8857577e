'use strict';

const http = require('node:http');

/**
 * Starts a stub behind a gateway: JSON over HTTP on 127.0.0.1 and the port of `PORT`.
 * @param name for its messages
 * @param route called with the method, the segments of the path, the body (`{}` without one) and the response
 */
function startStub(name, route) {
  const port = Number(process.env.PORT ?? 8091);
  const server = http.createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const body = parse(Buffer.concat(chunks));
      if (body === undefined) answer(response, 400, { error: 'the body must be JSON' });
      else route(request.method, request.url.split('/').filter(Boolean), body, response);
    });
  });
  server.on('error', (error) => {
    process.stderr.write(`${name} cannot listen on ${port}: ${error.message}\n`);
    process.exit(1);
  });
  server.listen(port, '127.0.0.1', () => process.stdout.write(`${name} on ${server.address().port}\n`));
}

function answer(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function parse(buffer) {
  if (buffer.length === 0) return {};
  try {
    return JSON.parse(buffer.toString('utf8'));
  } catch {
    return undefined;
  }
}

module.exports = { answer, startStub };
