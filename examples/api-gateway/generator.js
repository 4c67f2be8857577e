'use strict';

// A model server behind the gateway; one process generates code, another images. It keeps a ledger of what it was asked.
//   POST /generate {prompt}   GET /health   GET /ledger   POST /fault {errorRatio, latencyMs}, DELETE /fault
const { createFaults } = require('../frame/faults');
const { answer, startStub } = require('../frame/stub');

const generateMs = Number(process.env.GENERATE_MS ?? 40);

const faults = createFaults({ errorRatio: 0, latencyMs: 0 });
const ledger = { success: 0, failed: 0 };

startStub('generator', (method, [first], body, response) => {
  if (first === 'generate' && method === 'POST') generate(body, response);
  else if (first === 'health') health(response);
  else if (first === 'ledger') answer(response, 200, ledger);
  else if (first === 'fault') faults.control(method, '', body, response);
  else answer(response, 404, { error: 'known: POST /generate, GET /health, /ledger, /fault' });
});

/** Unhealthy is who fails every time. */
function health(response) {
  const healthy = faults.current().errorRatio < 1;
  answer(response, healthy ? 200 : 503, { healthy });
}

function generate({ prompt }, response) {
  const { fails, latencyMs } = faults.next();
  setTimeout(() => {
    ledger[fails ? 'failed' : 'success'] += 1;
    if (fails) answer(response, 503, { error: 'out of capacity' });
    else answer(response, 200, { result: `made of ${String(prompt).length} characters` });
  }, generateMs + latencyMs);
}
