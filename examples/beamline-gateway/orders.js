'use strict';

// The service behind the gateway. It keeps a ledger of the calls that it answered, and of the orders that it took by
// tenant: an order that is taken twice shows there, whatever the gateway says.
//   POST /orders {sku, amount}   201 {id, sku, amount}
//   GET  /orders/:id             200; 404 for `missing`, 500 for `broken`
//   POST /fault {errorRatio, latencyMs, strangeStatus}, DELETE /fault, GET /ledger
const http = require('node:http');
const { strangeStatuses } = require('../frame/strange-status');

const port = Number(process.env.PORT ?? 8081);
const WORK_MS = 8;
const NO_FAULT = { errorRatio: 0, latencyMs: 0, strangeStatus: 0 };

const strange = strangeStatuses();
const taken = {};
const answered = {};
let begun = 0;
let calls = 0;
let fault = NO_FAULT;

const server = http.createServer(async (request, response) => {
  const [collection, id] = request.url.split('/').filter(Boolean);
  const body = await readJson(request);
  if (body === undefined) answer(response, 400, { error: 'the body must be JSON' });
  else if (collection === 'ledger') answer(response, 200, { begun, taken, answered });
  else if (collection === 'fault') controlFault(request.method, body, response);
  else if (collection !== 'orders') answer(response, 404, { error: 'known: /orders, /fault, /ledger' });
  else serve(request, id, body, response);
});
server.on('error', (error) => {
  process.stderr.write(`orders cannot listen on ${port}: ${error.message}\n`);
  process.exit(1);
});
server.listen(port, '127.0.0.1', () => process.stdout.write(`orders listen on ${server.address().port}\n`));

function serve({ method, headers }, id, body, response) {
  const { errorRatio, latencyMs, strangeStatus } = fault;
  if (method === 'POST') begun += 1;
  calls += 1;
  // Every n-th call fails, not a random one: what a ratio of 1 does is certain, and the others are even.
  const fails = id === 'broken' || (errorRatio > 0 && calls % Math.round(1 / errorRatio) === 0);
  response.once('finish', () => {
    const call = `${method} ${response.statusCode}`;
    answered[call] = (answered[call] ?? 0) + 1;
  });
  setTimeout(() => {
    if (fails) answer(response, 500, { error: 'out of order' });
    else if (strangeStatus > 0) answer(response, strange(), { error: 'whatever' });
    else if (method === 'POST') take(headers['x-tenant'], body, response);
    else if (id === 'missing') answer(response, 404, { error: 'no such order' });
    else answer(response, 200, { id, sku: 'sku-1', amount: 2 });
  }, WORK_MS + latencyMs);
}

function take(tenant, order, response) {
  taken[tenant] = (taken[tenant] ?? 0) + 1;
  answer(response, 201, { id: `${tenant}-${taken[tenant]}`, ...order });
}

function controlFault(method, body, response) {
  const wrong = Object.entries(body).filter(([name, value]) => !(name in NO_FAULT) || !(value >= 0));
  if (wrong.length > 0) {
    answer(response, 400, {
      error: `allowed are errorRatio, latencyMs and strangeStatus, numbers from 0 on; not ${wrong}`,
    });
    return;
  }
  if (method === 'DELETE') fault = NO_FAULT;
  if (method === 'POST') fault = { ...NO_FAULT, ...body };
  answer(response, 200, fault);
}

async function readJson(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  if (chunks.length === 0) return {};
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}

function answer(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
