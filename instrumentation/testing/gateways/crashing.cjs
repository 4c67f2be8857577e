'use strict';
// A gateway that fails: `/throw`, `/reject` and `/exit` end it a moment after they are answered. HANDLER says what it does about
// exceptions itself: nothing, `exit` (code 9), or `survive`.
const http = require('node:http');

class OrderError extends Error {
  constructor() {
    super('no such order');
    this.order = 7;
  }
}

const fail = {
  '/throw': () => {
    throw new OrderError();
  },
  '/reject': () => Promise.reject(new OrderError()),
  '/reject-text': () => Promise.reject('just text'),
  '/exit': () => process.exit(3),
};

const handler = {
  exit: (error, origin) => {
    process.stderr.write(`handled ${error.message} ${origin}\n`);
    process.exit(9);
  },
  survive: (error) => process.stdout.write(`survived ${error.message}\n`),
}[process.env.HANDLER];
if (handler) process.on('uncaughtException', handler);
process.on('exit', (code) => process.stdout.write(`exit ${code}\n`));

const server = http.createServer((request, response) => {
  response.end('ok');
  const crash = fail[request.url];
  if (crash) response.once('close', () => setTimeout(crash, 20));
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`port ${server.address().port}\n`));
