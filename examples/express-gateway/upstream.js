'use strict';

// The service behind the gateway: raw node:http, no framework. Its latency follows a fixed pseudo-random sequence, and
// `/fault` makes it fail from outside, so that a burst of errors has a cause like in production.
const http = require('node:http');
const { randomFrom } = require('@gatewatch/example-frame/random');
const { strangeStatuses } = require('@gatewatch/example-frame/strange-status');

const port = Number(process.env.PORT ?? 8081);
const host = process.env.HOST ?? '127.0.0.1';
const random = randomFrom(Number(process.env.SEED ?? 1));
const NO_FAULT = { errorRatio: 0, latencyMs: 0, strangeStatus: 0 };
const strange = strangeStatuses();
let fault = NO_FAULT;

/** Milliseconds that a route takes: `base`, and up to `spread` more. */
const LATENCIES = {
  products: { base: 4, spread: 20 },
  orders: { base: 8, spread: 40 },
  users: { base: 5, spread: 25 },
  reports: { base: 500, spread: 400 },
};

const server = http.createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://upstream');
  if (pathname === '/fault') {
    controlFault(request, response);
    return;
  }
  serve(request, response, pathname.split('/').filter(Boolean));
});
server.listen(port, host, () => process.stdout.write(`upstream listens on ${server.address().port}\n`));
server.on('error', (error) => {
  process.stderr.write(`upstream cannot listen on ${port}: ${error.message}\n`);
  process.exit(1);
});

function serve(request, response, [collection, id, sub]) {
  const latency = LATENCIES[collection];
  if (latency === undefined) {
    request.resume();
    answer(response, 404, { error: 'no such collection' });
    return;
  }
  const delay = latency.base + random() * latency.spread + fault.latencyMs;
  const fails = random() < fault.errorRatio;
  readJson(request, (error, body) => {
    const timer = setTimeout(() => {
      if (error) answer(response, 400, { error: error.message });
      else if (fails) answer(response, 503, { error: 'fault injected' });
      else if (fault.strangeStatus > 0) answer(response, strange(), { error: 'whatever' });
      else if (request.method === 'POST') answer(response, 201, { id: 'new', ...body });
      else if (id === 'missing') answer(response, 404, { error: `no such ${collection}: ${id}` });
      else answer(response, 200, resource(collection, id, sub));
    }, delay);
    // The gateway hangs up when its own client did: work for nobody is dropped.
    response.once('close', () => clearTimeout(timer));
  });
}

function resource(collection, id, sub) {
  if (id === undefined) return { [collection]: ['a', 'b', 'c'].map((name) => ({ id: name })) };
  return sub === undefined ? { id, collection } : { id, collection, [sub]: [] };
}

/**
 * GET shows the fault, POST {"errorRatio": 0..1, "latencyMs": 0.., "strangeStatus": 0 or 1} sets it, DELETE clears it.
 */
function controlFault(request, response) {
  readJson(request, (error, body) => {
    if (request.method === 'DELETE') fault = NO_FAULT;
    if (request.method === 'POST') {
      const wanted = { ...NO_FAULT, ...body };
      const problem = error?.message ?? faultProblem(wanted);
      if (problem !== undefined) {
        answer(response, 400, { error: problem });
        return;
      }
      fault = wanted;
    }
    answer(response, 200, fault);
  });
}

function faultProblem({ errorRatio, latencyMs, strangeStatus, ...rest }) {
  const unknown = Object.keys(rest);
  if (unknown.length > 0)
    return `unknown field ${unknown.join(', ')}; known: errorRatio, latencyMs, strangeStatus`;
  if (!(errorRatio >= 0 && errorRatio <= 1))
    return `errorRatio must be a number from 0 to 1, is ${errorRatio}`;
  if (!(latencyMs >= 0 && latencyMs <= 60_000)) return `latencyMs must be from 0 to 60000, is ${latencyMs}`;
  if (strangeStatus !== 0 && strangeStatus !== 1) return `strangeStatus must be 0 or 1, is ${strangeStatus}`;
  return undefined;
}

function readJson(request, done) {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    try {
      done(undefined, chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString('utf8')));
    } catch (error) {
      done(error);
    }
  });
}

function answer(response, status, body) {
  const payload = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(payload),
  });
  response.end(payload);
}
