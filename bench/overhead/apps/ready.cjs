'use strict';
// Tells the benchmark that the server listens, and answers its questions about this process.
/** Where the preload of this house hangs, if it runs. */
const PRELOAD = Symbol.for('gatewatch.preload.v1');

function usage() {
  if (global.gc !== undefined) global.gc();
  const { user, system } = process.cpuUsage();
  return {
    cpuMicros: user + system,
    rss: process.memoryUsage.rss(),
    heapUsed: process.memoryUsage().heapUsed,
  };
}

async function metrics() {
  const preload = globalThis[PRELOAD]?.running;
  if (preload === undefined) return {};
  await preload.flush();
  return { metrics: await preload.metrics() };
}

module.exports = function ready(port) {
  process.on('message', async ({ id, what }) => {
    process.send({ id, ...(await (what === 'usage' ? usage() : metrics())) });
  });
  process.on('disconnect', () => process.exit());
  process.send({ port });
};
