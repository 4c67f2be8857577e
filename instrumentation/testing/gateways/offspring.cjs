'use strict';
// A gateway that has others work for it: a short-lived child process, and a worker thread with a server of its own.
const { spawnSync } = require('node:child_process');
const http = require('node:http');
const { once } = require('node:events');
const { isMainThread, parentPort, Worker } = require('node:worker_threads');

const respond = (_request, response) => response.end('from the worker');

async function main() {
  const worker = new Worker(__filename);
  const [workerPort] = await once(worker, 'message');
  const server = http.createServer(async (_request, response) => {
    const { stdout, status } = spawnSync(process.execPath, ['-e', 'console.log(6 * 7); process.exit(3)']);
    const answer = await fetch(`http://127.0.0.1:${workerPort}`);
    response.end(JSON.stringify({ stdout: String(stdout), status, worker: await answer.text() }));
  });
  server.listen(0, '127.0.0.1', () => process.stdout.write(`port ${server.address().port}\n`));
}

if (isMainThread) main();
else {
  const server = http.createServer(respond).listen(0, '127.0.0.1', () => {
    parentPort.postMessage(server.address().port);
  });
}
