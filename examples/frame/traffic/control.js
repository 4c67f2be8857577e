'use strict';

const http = require('node:http');

/**
 * Lets others look into, and steer, a running generator: `GET /ledger`, `POST /rate {"perSecond": N}` on 127.0.0.1, or on HOST.
 * `onError` is called if the port cannot be had.
 */
function serveControl(port, { ledger, setRate, onError }) {
  const server = http.createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      if (request.url === '/rate' && request.method === 'POST') {
        const perSecond = rateFrom(Buffer.concat(chunks));
        if (perSecond === undefined) {
          reply(response, 400, { error: 'expected {"perSecond": a number from 0 to 10000}' });
          return;
        }
        setRate(perSecond);
        reply(response, 200, { perSecond });
      } else if (request.url === '/ledger') {
        reply(response, 200, ledger);
      } else {
        reply(response, 404, { error: 'known: GET /ledger, POST /rate' });
      }
    });
  });
  server.on('error', onError);
  return server.listen(port, process.env.HOST ?? '127.0.0.1');
}

function rateFrom(payload) {
  try {
    const { perSecond } = JSON.parse(payload.toString('utf8'));
    return Number.isFinite(perSecond) && perSecond >= 0 && perSecond <= 10_000 ? perSecond : undefined;
  } catch {
    return undefined;
  }
}

function reply(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

module.exports = { serveControl };
