'use strict';
// Tells the benchmark that the server listens, and answers its questions about this process.
/** Where the preload of this house hangs, if it runs. */
const PRELOAD = Symbol.for('gatewatch.preload.v1');

function usage(open) {
  if (global.gc !== undefined) global.gc();
  const { user, system } = process.cpuUsage();
  const { heapUsed } = process.memoryUsage();
  return { cpuMicros: user + system, rss: process.memoryUsage.rss(), heapUsed, open: open() };
}

async function metrics() {
  const preload = globalThis[PRELOAD]?.running;
  if (preload === undefined) return {};
  await preload.flush();
  return { metrics: await preload.metrics() };
}

/** @param open tells how many requests are open, of an application that keeps them open */
module.exports = function ready(port, open = () => 0) {
  process.on('message', async ({ id, what }) => {
    process.send({ id, ...(await (what === 'usage' ? usage(open) : metrics())) });
  });
  process.on('disconnect', () => process.exit());
  process.send({ port });
};
