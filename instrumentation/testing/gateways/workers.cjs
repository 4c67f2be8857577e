'use strict';
// A gateway of WORKERS workers on one port, each replaced when it ends. `/pid` says who answers, `/hang?MS` blocks its
// worker, `/exit` ends it. WORKER_ARGV holds arguments for the workers alone, as a process manager gives them that
// does not run under the preload itself. Prints a line for each worker that listens.
const cluster = require('node:cluster');
const http = require('node:http');

if (cluster.isPrimary) {
  cluster.schedulingPolicy = cluster.SCHED_RR;
  if (process.env.WORKER_ARGV) cluster.setupPrimary({ execArgv: JSON.parse(process.env.WORKER_ARGV) });
  const count = Number(process.env.WORKERS);
  let listening = 0;
  let port;
  let isStopping = false;
  for (let n = 0; n < count; n++) cluster.fork();
  cluster.on('listening', (worker, address) => {
    port ??= address.port;
    listening += 1;
    process.stdout.write(`worker ${worker.process.pid}\n`);
    if (listening === count) process.stdout.write(`port ${port}\n`);
  });
  cluster.on('message', (_worker, message) => process.stdout.write(`message ${JSON.stringify(message)}\n`));
  cluster.on('exit', () => {
    if (!isStopping) return cluster.fork();
    if (Object.keys(cluster.workers).length > 0) return undefined;
    return process.exit(0);
  });
  process.once('SIGTERM', () => {
    isStopping = true;
    for (const worker of Object.values(cluster.workers)) worker.kill();
  });
} else {
  process.on('message', (message) => process.stdout.write(`message ${JSON.stringify(message)}\n`));
  const routes = {
    '/pid': () => undefined,
    '/exit': (response) => response.once('close', () => process.exit(0)),
    '/hang': (_response, ms) => {
      for (const end = Date.now() + Number(ms); Date.now() < end;);
    },
  };
  http
    .createServer((request, response) => {
      const [path, query] = request.url.split('?');
      routes[path]?.(response, query);
      response.end(String(process.pid));
    })
    .listen(0, '127.0.0.1');
}
