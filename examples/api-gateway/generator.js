'use strict';

// A model server behind the gateway; one process generates code, another images. It keeps a ledger of what it was asked.
//   POST /generate {prompt}   GET /health   GET /ledger   POST /fault {errorRatio, latencyMs}, DELETE /fault
const http = require('node:http');

const port = Number(process.env.PORT ?? 8091);
const generateMs = Number(process.env.GENERATE_MS ?? 40);
const NO_FAULT = { errorRatio: 0, latencyMs: 0 };

let fault = NO_FAULT;
let calls = 0;
const ledger = { success: 0, failed: 0 };

const routes = {
  'POST /generate': generate,
  'GET /health': (body, response) =>
    answer(response, fault.errorRatio < 1 ? 200 : 503, { healthy: fault.errorRatio < 1 }),
  'GET /ledger': (body, response) => answer(response, 200, ledger),
  'GET /fault': (body, response) => answer(response, 200, fault),
  'POST /fault': setFault,
  'DELETE /fault': (body, response) => answer(response, 200, (fault = NO_FAULT)),
};

const server = http.createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const body = parse(Buffer.concat(chunks));
    const route = routes[`${request.method} ${request.url}`];
    if (route === undefined) answer(response, 404, { error: `known: ${Object.keys(routes).join(', ')}` });
    else if (body === undefined) answer(response, 400, { error: 'the body must be JSON' });
    else route(body, response);
  });
});
server.on('error', (error) => {
  process.stderr.write(`generator cannot listen on ${port}: ${error.message}\n`);
  process.exit(1);
});
server.listen(port, '127.0.0.1', () =>
  process.stdout.write(`generator listens on ${server.address().port}\n`),
);

function generate({ prompt }, response) {
  // Every n-th call fails, not a random one: what a ratio of 1 does is certain, and the others are even.
  calls += 1;
  const { errorRatio, latencyMs } = fault;
  const fails = errorRatio > 0 && calls % Math.round(1 / errorRatio) === 0;
  setTimeout(() => {
    ledger[fails ? 'failed' : 'success'] += 1;
    if (fails) answer(response, 503, { error: 'out of capacity' });
    else answer(response, 200, { result: `made of ${String(prompt).length} characters` });
  }, generateMs + latencyMs);
}

function setFault(body, response) {
  const wrong = Object.entries(body).filter(([name, value]) => !(name in NO_FAULT) || !(value >= 0));
  if (wrong.length === 0) answer(response, 200, (fault = { ...NO_FAULT, ...body }));
  else
    answer(response, 400, { error: `allowed are errorRatio and latencyMs, numbers from 0 on; not ${wrong}` });
}

function parse(buffer) {
  if (buffer.length === 0) return {};
  try {
    return JSON.parse(buffer.toString('utf8'));
  } catch {
    return undefined;
  }
}

function answer(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
