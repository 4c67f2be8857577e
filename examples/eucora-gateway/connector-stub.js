'use strict';

// The device management systems behind the control plane, as one local server: latency, errors on demand, and a ledger
// of what was really asked and answered.
//   POST /:connector/deploy|rollback  {app, version, ring, devices} -> {healthy, total}
//   GET  /:connector/inventory|health
//   POST /fault {errorRatio, latencyMs, unhealthyRatio} for all, POST /fault/:connector for one; DELETE /fault; GET /ledger
const { createFaults } = require('../frame/faults');
const { answer, startStub } = require('../frame/stub');
const { CONNECTORS } = require('./connector-names');

const NO_FAULT = { errorRatio: 0, latencyMs: 0, unhealthyRatio: 0 };
const LATENCY_MS = { deploy: 30, rollback: 20, inventory: 5, health: 2 };

const faults = createFaults(NO_FAULT, CONNECTORS);
const ledger = new Map();

startStub('connectors', (method, [first, second = ''], body, response) => {
  if (first === 'fault') faults.control(method, second, body, response);
  else if (first === 'ledger') answer(response, 200, ledgerRows());
  else if (CONNECTORS.includes(first) && second in LATENCY_MS) serve(first, second, body, response);
  else answer(response, 404, { error: 'no such connector or operation' });
});

function serve(connector, operation, body, response) {
  const { fails, ...fault } = faults.next(connector);
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
