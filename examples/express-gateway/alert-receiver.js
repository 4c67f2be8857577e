'use strict';

// What stands at the end of an alert's way where there is no pager: it prints what Alertmanager sends, one line an
// alert, and GET /received lists it.
const http = require('node:http');

const port = Number(process.env.PORT ?? 8082);
const host = process.env.HOST ?? '127.0.0.1';
const KEPT = 1000;
const received = [];

const server = http.createServer((request, response) => {
  if (request.method !== 'POST') {
    answer(response, request.url === '/received' ? 200 : 404, received);
    return;
  }
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    try {
      const { receiver, alerts } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      for (const { status, labels } of alerts)
        note({ at: new Date().toISOString(), receiver, status, labels });
      answer(response, 200, {});
    } catch (error) {
      answer(response, 400, { error: error.message });
    }
  });
});
server.listen(port, host, () => process.stdout.write(`alert receiver listens on ${server.address().port}\n`));
server.on('error', (error) => {
  process.stderr.write(`alert receiver cannot listen on ${port}: ${error.message}\n`);
  process.exit(1);
});

function note(alert) {
  received.push(alert);
  if (received.length > KEPT) received.shift();
  process.stdout.write(`${JSON.stringify(alert)}\n`);
}

function answer(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
