'use strict';

// A gateway on node:http. `/burst?spans=N` ends N spans in one turn of the event loop. Before the preload raises the
// signal that ends the process, and when the process exits, it writes where its spans went, as one JSON line.
const { writeSync } = require('node:fs');
const http = require('node:http');
const { trace } = require('@opentelemetry/api');

const PRELOAD = Symbol.for('gatewatch.preload.v1');
const STDOUT = 1;

const report = () =>
  writeSync(STDOUT, `${JSON.stringify(globalThis[PRELOAD]?.running?.health().export.traces)}\n`);
const { kill } = process;
process.kill = (...target) => {
  report();
  return kill.apply(process, target);
};
process.on('exit', report);

const server = http.createServer((request, response) => {
  const url = new URL(request.url, 'http://gateway');
  const tracer = trace.getTracer('bursting');
  for (let left = Number(url.searchParams.get('spans')); left > 0; left -= 1) tracer.startSpan('part').end();
  response.end('ok');
});

server.listen(0, '127.0.0.1', () => process.stdout.write(`port ${server.address().port}\n`));
