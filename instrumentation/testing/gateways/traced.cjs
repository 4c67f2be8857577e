'use strict';

// A gateway on node:http. `/proxy?path=P` calls UPSTREAM_URL, `/slow?ms=N` answers late, `/log` writes pino lines,
// `/span` makes a span of its own. ON_SIGNAL says what it does at SIGTERM and SIGINT; unset, it has no handler.
const http = require('node:http');

const agent = new http.Agent({ keepAlive: true });
let logger;

const routes = {
  '/ok': (_request, response) => response.end('ok'),
  '/boom': (_request, response) => response.writeHead(503).end('no'),
  '/slow': (_request, response, url) =>
    setTimeout(() => response.end('late'), Number(url.searchParams.get('ms'))),
  '/headers': (request, response) => response.end(JSON.stringify(request.headers)),
  '/proxy': (_request, response, url) => {
    const path = url.searchParams.get('path') ?? '/headers';
    http
      .get(process.env.UPSTREAM_URL + path, { agent }, (answer) => {
        response.writeHead(answer.statusCode);
        answer.pipe(response);
      })
      .on('error', (error) => response.writeHead(502).end(error.code));
  },
  '/log': (_request, response) => {
    const fields = Object.freeze({ order: { id: 7 }, secret: 'hidden' });
    setImmediate(() => {
      logger ??= require(process.env.PINO ?? 'pino')({ redact: ['secret'] }).child({ part: 'orders' });
      logger.info(fields, 'order taken');
      logger.error({ err: new TypeError('broken') }, 'order failed');
      logger.info({ trace_id: 'mine' }, 'has one already');
      response.end();
    });
  },
  '/span': (_request, response) => {
    const { trace } = require('@opentelemetry/api');
    trace.getTracer('gateway').startActiveSpan('work', (span) => {
      setTimeout(() => {
        span.end();
        response.end();
      }, 1);
    });
  },
};

const server = http.createServer((request, response) => {
  const url = new URL(request.url, 'http://gateway');
  const route = routes[url.pathname];
  if (route === undefined) response.writeHead(404).end();
  else route(request, response, url);
});

const onSignal = {
  close: () => server.close(() => process.exit(3)),
  'close-and-return': () => {
    server.close(() => (process.exitCode = 4));
    agent.destroy();
  },
  exit: () => process.exit(7),
  ignore: () => process.stdout.write('ignored\n'),
}[process.env.ON_SIGNAL];
if (onSignal !== undefined) {
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

server.listen(0, '127.0.0.1', () => process.stdout.write(`port ${server.address().port}\n`));
