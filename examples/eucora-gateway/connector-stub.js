'use strict';

// The device management systems behind the control plane, as one local server: latency, errors on demand, and a ledger
// of what was really asked and answered.
//   POST /:connector/deploy|rollback  {app, version, ring, devices} -> {healthy, total}
//   GET  /:connector/inventory|health
//   POST /fault {errorRatio, latencyMs, unhealthyRatio} for all, POST /fault/:connector for one; DELETE /fault; GET /ledger
const http = require('node:http');
const { CONNECTORS } = require('./connector-names');

const NO_FAULT = { errorRatio: 0, latencyMs: 0, unhealthyRatio: 0 };
const LATENCY_MS = { deploy: 30, rollback: 20, inventory: 5, health: 2 };

const port = Number(process.env.PORT ?? 8091);
const faults = new Map();
const ledger = new Map();
let calls = 0;

const server = http.createServer((request, response) => {
  const [first, second] = request.url.split('/').filter(Boolean);
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const body = parse(Buffer.concat(chunks));
    if (body === undefined) answer(response, 400, { error: 'the body must be JSON' });
    else if (first === 'fault') controlFault(request.method, second, body, response);
    else if (first === 'ledger') answer(response, 200, ledgerRows());
    else if (!CONNECTORS.includes(first) || LATENCY_MS[second] === undefined)
      answer(response, 404, { error: 'no such connector or operation' });
    else serve(first, second, body, response);
  });
});
server.on('error', (error) => {
  process.stderr.write(`connectors cannot listen on ${port}: ${error.message}\n`);
  process.exit(1);
});
server.listen(port, '127.0.0.1', () =>
  process.stdout.write(`connectors listen on ${server.address().port}\n`),
);

function serve(connector, operation, body, response) {
  const fault = faults.get(connector) ?? NO_FAULT;
  // Every n-th call fails, not a random one: what a ratio of 1 does is certain, and the others are even.
  calls += 1;
  const fails = fault.errorRatio > 0 && calls % Math.round(1 / fault.errorRatio) === 0;
  const timer = setTimeout(() => {
    count(connector, operation, fails ? 'failed' : 'success');
    if (fails) answer(response, 503, { error: `${connector} is unavailable` });
    else answer(response, 200, resultOf(operation, body, fault));
  }, LATENCY_MS[operation] + fault.latencyMs);
  response.once('close', () => {
    clearTimeout(timer);
    if (!response.writableFinished) count(connector, operation, 'abandoned');
  });
}

function resultOf(operation, { devices = 1 }, { unhealthyRatio }) {
  if (operation === 'health') return { status: 'healthy' };
  if (operation === 'inventory') return { devices: 1200 };
  return { total: devices, healthy: devices - Math.ceil(devices * unhealthyRatio) };
}

function controlFault(method, connector, body, response) {
  if (method === 'DELETE') faults.clear();
  if (method === 'POST') {
    const problem = problemOf(connector, body);
    if (problem !== undefined) {
      answer(response, 400, { error: problem });
      return;
    }
    for (const name of connector === undefined ? CONNECTORS : [connector]) {
      faults.set(name, { ...NO_FAULT, ...body });
    }
  }
  answer(response, 200, Object.fromEntries(faults));
}

function problemOf(connector, body) {
  const known = Object.keys(NO_FAULT);
  if (connector !== undefined && !CONNECTORS.includes(connector)) {
    return `unknown connector ${connector}; known: ${CONNECTORS.join(', ')}`;
  }
  const wrong = Object.entries(body).filter(([name, value]) => !known.includes(name) || !(value >= 0));
  return wrong.length === 0
    ? undefined
    : `${wrong.map(([name, value]) => `${name}: ${value}`).join(', ')}; allowed are numbers from 0 on for ${known.join(', ')}`;
}

function count(connector, operation, result) {
  const key = `${connector} ${operation} ${result}`;
  ledger.set(key, (ledger.get(key) ?? 0) + 1);
}

function ledgerRows() {
  return [...ledger.keys()].sort().map((key) => {
    const [connector, operation, result] = key.split(' ');
    return { connector, operation, result, calls: ledger.get(key) };
  });
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
