'use strict';
// A gateway with a worker thread and a forked copy of itself, which both inherit the preload.
const { fork } = require('node:child_process');
const http = require('node:http');
const { Worker } = require('node:worker_threads');

const isCopy = process.argv[2] === 'copy';
const server = http.createServer((_request, response) => response.end(isCopy ? 'copy\n' : 'first\n'));
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  if (isCopy) process.send({ port });
  else {
    const copy = fork(__filename, ['copy']);
    process.once('SIGTERM', () => copy.kill('SIGKILL') && process.exit(0));
    copy.once('message', (message) => {
      const worker = new Worker('require("node:worker_threads").parentPort.postMessage(1)', { eval: true });
      worker.once('message', () => process.stdout.write(`copy ${message.port}\nport ${port}\n`));
    });
  }
});
