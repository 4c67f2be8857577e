'use strict';

const { createServer } = require('node:http');
const { Histogram, Registry } = require('prom-client');
const { announce, heap } = require('./measured.cjs');
const { fill, histograms } = require('./series.cjs');

const before = heap();
const register = new Registry();
const metrics = new Map(
  histograms.map(({ id, spec }) => [
    id,
    new Histogram({
      name: spec.name,
      help: spec.help,
      labelNames: Object.values(spec.labels).map(({ name }) => name),
      buckets: [...spec.buckets],
      registers: [register],
    }),
  ]),
);
fill((id, spec, labels, value) => {
  const named = Object.fromEntries(
    Object.entries(labels).map(([key, text]) => [spec.labels[key].name, text]),
  );
  metrics.get(id).observe(named, value);
});
const heapBytes = heap() - before;

// As its documentation shows it.
const server = createServer(async (_request, response) => {
  response.setHeader('content-type', register.contentType);
  response.end(await register.metrics());
});
server.listen(0, '127.0.0.1', async () => {
  const families = await register.getMetricsAsJSON();
  const samples = families.reduce((sum, { values }) => sum + values.length, 0);
  announce(server.address().port, heapBytes, samples);
});
