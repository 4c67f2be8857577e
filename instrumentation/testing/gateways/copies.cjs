'use strict';
// A gateway that has packages of its own: an OpenTelemetry API, which it takes a tracer from early, and prom-client.
const http = require('node:http');
const { trace } = require('@opentelemetry/api');
require('prom-client');

const tracer = trace.getTracer('gateway');
const server = http.createServer((_request, response) => {
  tracer.startActiveSpan('work', (span) => {
    response.end(span.spanContext().traceId);
    span.end();
  });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`port ${server.address().port}\n`));
