'use strict';

const { monitorEventLoopDelay } = require('node:perf_hooks');

const NANOSECONDS_PER_MS = 1e6;
const RESOLUTION_MS = 1;

/** Heap in use once everything that can go is gone. */
function heap() {
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}

/**
 * Tells the parent where the page is, what its registry takes and how many samples it has, then answers `begin` and `end` with the event-loop
 * delay and the CPU time in between.
 */
exports.announce = function announce(port, heapBytes, samples) {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  let cpu = process.cpuUsage();
  process.on('message', (message) => {
    if (message === 'begin') {
      delay.enable();
      delay.reset();
      cpu = process.cpuUsage();
      process.send({ begun: true });
    } else {
      const { user, system } = process.cpuUsage(cpu);
      process.send({
        p99: delay.percentile(99) / NANOSECONDS_PER_MS,
        max: delay.max / NANOSECONDS_PER_MS,
        cpuMs: (user + system) / 1000,
      });
      delay.disable();
    }
  });
  process.send({ port, heapBytes, samples });
};

exports.heap = heap;
