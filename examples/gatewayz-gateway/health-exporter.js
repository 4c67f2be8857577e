'use strict';

// Asks the gateways for their health and serves what came of it as metrics, with a client library as its users would.
//   TARGETS  name=URL, separated by commas
const http = require('node:http');
const { Counter, Gauge, register } = require('prom-client');

const INTERVAL_MS = 1000;
const TIMEOUT_MS = 900;
const targets = (process.env.TARGETS ?? '').split(',').map((pair) => pair.split('='));

const up = new Gauge({
  name: 'health_service_up',
  help: '1 while a service is healthy, else 0.',
  labelNames: ['service'],
});
const seconds = new Gauge({
  name: 'health_service_response_seconds',
  help: 'Time that the latest health check took.',
  labelNames: ['service'],
});
const checks = new Counter({
  name: 'health_service_checks_total',
  help: 'Health checks, by service and result.',
  labelNames: ['service', 'result'],
});

async function look() {
  await Promise.all(
    targets.map(async ([service, url]) => {
      const begun = process.hrtime.bigint();
      const healthy = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) }).then(
        async (response) => {
          await response.text();
          return response.ok;
        },
        () => false,
      );
      up.set({ service }, healthy ? 1 : 0);
      seconds.set({ service }, Number(process.hrtime.bigint() - begun) / 1e9);
      checks.inc({ service, result: healthy ? 'success' : 'failure' });
    }),
  );
}

setInterval(() => void look(), INTERVAL_MS);
void look();
http
  .createServer(async (request, response) => {
    response.writeHead(200, { 'content-type': register.contentType });
    response.end(await register.metrics());
  })
  .on('error', (error) => {
    process.stderr.write(`health exporter: ${error.message}\n`);
    process.exit(1);
  })
  .listen(Number(process.env.PORT ?? 8002), '127.0.0.1');
