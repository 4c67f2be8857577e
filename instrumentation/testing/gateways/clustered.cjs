'use strict';
// Two workers on one port. A request to `/crash` ends its worker, which is replaced; at SIGTERM the workers
// are disconnected, as a rolling restart does it.
const cluster = require('node:cluster');
const http = require('node:http');

// Two, and the one in place of the crashed one.
const STARTED = 3;

if (cluster.isPrimary) {
  cluster.schedulingPolicy = cluster.SCHED_RR;
  let port;
  let left = 0;
  const ends = [];
  cluster.fork();
  cluster.fork();
  cluster.on('listening', (_worker, address) => {
    port ??= address.port;
    left += 1;
    process.stdout.write(left === 2 ? `port ${port}\n` : `worker ${left}\n`);
  });
  let isStopping = false;
  cluster.on('exit', (_worker, code, signal) => {
    ends.push(signal ?? code);
    if (!isStopping) return cluster.fork();
    if (ends.length < STARTED) return undefined;
    return process.stdout.write(`ends ${JSON.stringify(ends)}\n`, () => process.exit(0));
  });
  process.once('SIGTERM', () => {
    isStopping = true;
    cluster.disconnect();
  });
} else {
  http
    .createServer((request, response) => {
      response.end(`${process.pid}`, () => request.url === '/crash' && process.exit(9));
    })
    .listen(0, '127.0.0.1');
}
