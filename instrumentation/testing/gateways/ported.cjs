'use strict';

// Code that is ported from Eucora: it starts telemetry itself, then makes a span and a metric of its own.
const { get_meter, get_tracer, init_metrics, init_tracing } = require('../../eucora');

init_tracing('rollouts');
init_metrics('rollouts');

const http = require('node:http');

const server = http.createServer((_request, response) => {
  get_tracer('planner').startActiveSpan('plan', (span) => {
    get_meter('planner').createCounter('plans').add(1);
    span.end();
    response.end();
  });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`port ${server.address().port}\n`));
