'use strict';

const { createGate } = require('../../../instrumentation/dist/admin/gate');
const { metricsRoute } = require('../../../instrumentation/dist/admin/metrics');
const { startAdminServer } = require('../../../instrumentation/dist/admin/server');
const { bind } = require('../../../instrumentation/dist/contract');
const { HealthRegistry } = require('../../../instrumentation/dist/health/registry');
const { MetricsRegistry } = require('../../../instrumentation/dist/metrics/registry');
const { defaultPreset } = require('../../../instrumentation/dist/presets/default');
const { announce, heap } = require('./measured.cjs');
const { fill, histograms } = require('./series.cjs');

const before = heap();
// Room for all of them: what is folded into `other` would be no fair comparison.
const room = Object.fromEntries(
  histograms.map(({ id, labelSets }) => [id, { seriesBudget: 2 * labelSets.length }]),
);
const registry = new MetricsRegistry(bind({ ...defaultPreset, packs: ['http'], metrics: room }));
fill((id, _spec, labels, value) => registry.histogram(id).observe(labels, value));
const heapBytes = heap() - before;

const server = startAdminServer({
  address: { host: '127.0.0.1', port: 0, socket: undefined },
  routes: { '/metrics': metricsRoute(registry, false) },
  gate: createGate({ token: undefined, isLocal: true }),
  health: new HealthRegistry(),
  log: { info: () => undefined, warn: () => undefined },
  countError: () => undefined,
});
server.ref();
server.once('listening', () => announce(server.address().port, heapBytes, registry.lineCount));
