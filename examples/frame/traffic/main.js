'use strict';

// An open-loop generator: requests go out at the wanted rate whether or not earlier ones have been answered, because
// real clients do not wait for each other either. `--help` lists the flags.
const fs = require('node:fs');
const http = require('node:http');
const { createLedger } = require('./ledger');
const { randomFrom } = require('../random');
const { serveControl } = require('./control');
const { readOptions, USAGE } = require('./options');
const { nextRequest, readMix } = require('./plan');

const TICK_MS = 10;
// A request that has no answer by then counts as failed.
const TIMEOUT_MS = 15_000;
// At the end, open requests get this long, so that the ledger can be compared with what the gateway counted.
const LAST_ANSWERS_MS = 2000;

const { mix, ...options } = optionsOrExit();
const random = randomFrom(options.seed);
const agent = new http.Agent({ keepAlive: true });
const ledger = createLedger();
let perSecond = options.rate;
let open = 0;
let due = 0;
let last = process.hrtime.bigint();
let finishing = false;

const ticker = setInterval(tick, TICK_MS);
if (options.controlPort !== undefined) {
  serveControl(options.controlPort, {
    ledger,
    setRate(wanted) {
      perSecond = wanted;
      due = 0;
    },
    onError(error) {
      process.stderr.write(`traffic: cannot listen on ${options.controlPort}: ${error.message}\n`);
      process.exit(1);
    },
  });
}
if (options.duration !== undefined) setTimeout(finish, options.duration * 1000);
process.on('SIGINT', finish);
process.on('SIGTERM', finish);

function tick() {
  const now = process.hrtime.bigint();
  due += (Number(now - last) / 1e9) * perSecond;
  last = now;
  for (; due >= 1; due -= 1) {
    const request = nextRequest(mix, random);
    if (open >= options.maxOpen) ledger.shed();
    else send(request);
  }
}

function send({ method, route, path, body, abortMs, headers: own = {} }) {
  const begun = process.hrtime.bigint();
  const payload = body === undefined ? undefined : JSON.stringify(body);
  let settled = false;
  const end = (result) => {
    if (settled) return;
    settled = true;
    open -= 1;
    ledger.ended(method, route, result, Number(process.hrtime.bigint() - begun) / 1e6);
    if (finishing && open === 0) report();
  };
  open += 1;
  ledger.sent();
  const headers = payload === undefined ? own : { 'content-type': 'application/json', ...own };
  const request = http.request(
    new URL(path, options.target),
    { method, agent, headers, timeout: TIMEOUT_MS },
    (response) => {
      response.resume();
      response.on('end', () => end(response.statusCode));
      response.on('error', () => end('failed'));
    },
  );
  request.on('timeout', () => request.destroy());
  request.on('error', () => end('failed'));
  if (abortMs !== undefined) {
    const timer = setTimeout(() => {
      end('aborted');
      request.destroy();
    }, abortMs);
    request.once('close', () => clearTimeout(timer));
  }
  request.end(payload);
}

function finish() {
  if (finishing) return;
  finishing = true;
  clearInterval(ticker);
  if (open === 0) report();
  else setTimeout(report, LAST_ANSWERS_MS);
}

function report() {
  const summary = ledger.toJSON();
  if (options.ledger !== undefined) fs.writeFileSync(options.ledger, `${JSON.stringify(summary, null, 2)}\n`);
  process.stdout.write(`${summaryText(summary)}\n`);
  process.exit(0);
}

function summaryText({ sent, ended, open: unanswered, shed, rows, latencyMs }) {
  const ms = (value) => (value === null ? '-' : `${value.toFixed(1)} ms`);
  return [
    `sent ${sent}, ended ${ended}, open ${unanswered}, shed ${shed}`,
    `latency p50 ${ms(latencyMs.p50)}, p95 ${ms(latencyMs.p95)}, max ${ms(latencyMs.max)}`,
    ...rows.map(
      ({ method, route, result, count }) => `${String(count).padStart(7)}  ${method} ${route} ${result}`,
    ),
  ].join('\n');
}

function optionsOrExit() {
  try {
    const parsed = readOptions(process.argv.slice(2));
    if (!parsed.help) return { ...parsed, mix: readMix(parsed.plan) };
    process.stdout.write(USAGE);
    process.exit(0);
  } catch (error) {
    process.stderr.write(`traffic: ${error.message}\n${USAGE}`);
    process.exit(2);
  }
}
