'use strict';

// What lies outside of the hub, as one local server: the tenants' webhook receivers and a carrier that quotes prices. It
// keeps a ledger of what arrived.
//   POST /hooks/:tenant   {event}      204, or 503 while the tenant's receiver is down
//   GET  /quotes/:sku                  {sku, cents}
//   POST /fault {errorRatio, latencyMs, strangeStatus} for the carrier, POST /fault/:tenant for a receiver; DELETE /fault; GET /ledger
const { createFaults } = require('../frame/faults');
const { strangeStatuses } = require('../frame/strange-status');
const { answer, startStub } = require('../frame/stub');

/** Whom a fault of nobody in particular is one of. */
const CARRIER = '';
const NO_FAULT = { errorRatio: 0, latencyMs: 0, strangeStatus: 0 };
const QUOTE_MS = 8;
const HOOK_MS = 3;

const faults = createFaults(NO_FAULT);
const strange = strangeStatuses();
const attempts = [];
let quotes = 0;

startStub('partners', (method, [first, second = ''], body, response) => {
  if (first === 'fault') faults.control(method, second, body, response);
  else if (first === 'ledger') answer(response, 200, { attempts, quotes });
  else if (first === 'hooks') receive(second, body, response);
  else if (first === 'quotes') quote(second, response);
  else answer(response, 404, { error: 'known: /hooks/:tenant, /quotes/:sku, /fault, /ledger' });
});

function receive(tenant, { event }, response) {
  const { fails, latencyMs } = faults.next(tenant);
  setTimeout(() => {
    attempts.push({ tenant, event, accepted: !fails });
    answer(response, fails ? 503 : 200, fails ? { error: 'the receiver is down' } : { received: event });
  }, HOOK_MS + latencyMs);
}

function quote(sku, response) {
  const { fails, latencyMs, strangeStatus } = faults.next(CARRIER);
  setTimeout(() => {
    quotes += 1;
    if (fails) answer(response, 503, { error: 'the carrier is down' });
    else if (strangeStatus > 0) answer(response, strange(), { error: 'whatever' });
    else answer(response, 200, { sku, cents: 490 });
  }, QUOTE_MS + latencyMs);
}
