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

let session;
/** Begins a CPU profile of this process, or ends it and hands it over. */
function profile(command, params) {
  if (session === undefined) {
    const { Session } = require('node:inspector');
    session = new Session();
    session.connect();
    session.post('Profiler.enable');
    session.post('Profiler.setSamplingInterval', params);
  }
  return new Promise((resolve, reject) =>
    session.post(command, (error, result) => (error === null ? resolve(result) : reject(error))),
  );
}

const ANSWERS = {
  usage: (open) => usage(open),
  metrics,
  profile: (_open, params) => profile('Profiler.start', params),
  profiled: () => profile('Profiler.stop'),
};

/** @param open tells how many requests are open, of an application that keeps them open */
module.exports = function ready(port, open = () => 0) {
  process.on('message', async ({ id, what, params }) => {
    process.send({ id, ...(await ANSWERS[what](open, params)) });
  });
  process.on('disconnect', () => process.exit());
  process.send({ port });
};
