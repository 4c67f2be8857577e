'use strict';

// What lies outside of the hub, as one local server: the tenants' webhook receivers and a carrier that quotes prices. It
// keeps a ledger of what arrived.
//   POST /hooks/:tenant   {event}      204, or 503 while the tenant's receiver is down
//   GET  /quotes/:sku                  {sku, cents}
//   POST /fault {errorRatio, latencyMs} for the carrier, POST /fault/:tenant for a receiver; DELETE /fault; GET /ledger
const http = require('node:http');

const port = Number(process.env.PORT ?? 8091);
const CARRIER = '';
const NO_FAULT = { errorRatio: 0, latencyMs: 0 };
const QUOTE_MS = 8;
const HOOK_MS = 3;

const faults = new Map();
const attempts = [];
let quotes = 0;
let calls = 0;

const server = http.createServer((request, response) => {
  const [first, second = CARRIER] = request.url.split('/').filter(Boolean);
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const body = parse(Buffer.concat(chunks));
    if (body === undefined) answer(response, 400, { error: 'the body must be JSON' });
    else if (first === 'fault') controlFault(request.method, second, body, response);
    else if (first === 'ledger') answer(response, 200, { attempts, quotes });
    else if (first === 'hooks') receive(second, body, response);
    else if (first === 'quotes') quote(second, response);
    else answer(response, 404, { error: 'known: /hooks/:tenant, /quotes/:sku, /fault, /ledger' });
  });
});
server.on('error', (error) => {
  process.stderr.write(`partners cannot listen on ${port}: ${error.message}\n`);
  process.exit(1);
});
server.listen(port, '127.0.0.1', () => process.stdout.write(`partners listen on ${server.address().port}\n`));

function receive(tenant, { event }, response) {
  const { fails, latencyMs } = next(tenant);
  setTimeout(() => {
    attempts.push({ tenant, event, accepted: !fails });
    answer(response, fails ? 503 : 200, fails ? { error: 'the receiver is down' } : { received: event });
  }, HOOK_MS + latencyMs);
}

function quote(sku, response) {
  const { fails, latencyMs } = next(CARRIER);
  setTimeout(() => {
    quotes += 1;
    if (fails) answer(response, 503, { error: 'the carrier is down' });
    else answer(response, 200, { sku, cents: 490 });
  }, QUOTE_MS + latencyMs);
}

/** Every n-th call fails, not a random one: what a ratio of 1 does is certain, and the others are even. */
function next(who) {
  const { errorRatio, latencyMs } = faults.get(who) ?? NO_FAULT;
  calls += 1;
  return { latencyMs, fails: errorRatio > 0 && calls % Math.round(1 / errorRatio) === 0 };
}

function controlFault(method, who, body, response) {
  const wrong = Object.entries(body).filter(([name, value]) => !(name in NO_FAULT) || !(value >= 0));
  if (wrong.length > 0) {
    answer(response, 400, { error: `allowed are errorRatio and latencyMs, numbers from 0 on; not ${wrong}` });
    return;
  }
  if (method === 'DELETE') faults.clear();
  if (method === 'POST') faults.set(who, { ...NO_FAULT, ...body });
  answer(response, 200, Object.fromEntries(faults));
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
