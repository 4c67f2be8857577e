'use strict';

// The providers of models as one local server: latency and token counts as they have, streams, errors on demand. It keeps
// a ledger of what was called and what it reported.
//   POST /:provider/chat {model, prompt, stream}   JSON, or a stream of lines `data: {...}`
//   GET  /:provider/models
//   POST /fault {errorRatio, latencyMs, status} for all, POST /fault/:provider for one; {strangeStatus: 1} for lists of models
//   DELETE /fault   GET /ledger
const { createFaults } = require('../frame/faults');
const { strangeStatuses } = require('../frame/strange-status');
const { answer, startStub } = require('../frame/stub');
const { PROVIDERS } = require('./catalogue');

const NO_FAULT = { errorRatio: 0, latencyMs: 0, status: 503, strangeStatus: 0 };
const FIRST_TOKEN_MS = { openrouter: 30, together: 20, fireworks: 15 };
const TOKEN_MS = 4;
const OUTPUT_TOKENS = 12;
const CACHED_TOKENS = 2;
/** No provider can take this prompt: what fails now and then in a healthy mix. */
const HOPELESS = 'fail, please';

const faults = createFaults(NO_FAULT, PROVIDERS);
const strange = strangeStatuses();
const ledger = new Map();

startStub('providers', (method, [first, second = ''], body, response) => {
  if (first === 'fault') faults.control(method, second, body, response);
  else if (first === 'ledger') answer(response, 200, [...ledger.values()]);
  else if (PROVIDERS.includes(first) && second === 'chat') chat(first, body, response);
  else if (PROVIDERS.includes(first) && second === 'models') models(first, response);
  else answer(response, 404, { error: 'no such provider or operation' });
});

function chat(provider, { model, prompt = '', stream = false }, response) {
  const fault = faults.next(provider);
  const fails = fault.fails || prompt === HOPELESS;
  const entry = entryOf(provider, model);
  const usage = { input: prompt.split(/\s+/).length, output: OUTPUT_TOKENS, cached: CACHED_TOKENS };
  const timer = setTimeout(() => {
    if (fails) {
      entry.error += 1;
      answer(response, fault.status, { error: 'the provider has a fault' });
    } else if (stream) tell(entry, usage, response);
    else {
      report(entry, usage);
      answer(response, 200, { text: 'word '.repeat(OUTPUT_TOKENS), usage });
    }
  }, FIRST_TOKEN_MS[provider] + fault.latencyMs);
  response.once('close', () => {
    clearTimeout(timer);
    if (!response.writableFinished) entry.abandoned += 1;
  });
}

function models(provider, response) {
  const { strangeStatus } = faults.current(provider);
  answer(response, strangeStatus > 0 ? strange() : 200, { models: ['a', 'b'] });
}

/** A token every few milliseconds, and the usage at the end. */
function tell(entry, usage, response) {
  let told = 0;
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const ticker = setInterval(() => {
    told += 1;
    if (told <= OUTPUT_TOKENS) response.write(`data: ${JSON.stringify({ token: 'word ' })}\n\n`);
    else {
      clearInterval(ticker);
      report(entry, usage);
      response.end(`data: ${JSON.stringify({ usage })}\n\n`);
    }
  }, TOKEN_MS);
  response.once('close', () => clearInterval(ticker));
}

function report(entry, { input, output, cached }) {
  entry.success += 1;
  entry.input += input;
  entry.output += output;
  entry.cached += cached;
}

function entryOf(provider, model) {
  const key = `${provider} ${model}`;
  const none = { success: 0, error: 0, abandoned: 0, input: 0, output: 0, cached: 0 };
  const entry = ledger.get(key) ?? { provider, model, ...none };
  ledger.set(key, entry);
  return entry;
}
