'use strict';

// A gateway that writes log lines with the logger that its first argument names: `/log` a few of every kind, in a
// later turn than the request's; `/many?n=N` as many as asked for.
const http = require('node:http');

// The same object for every request, as a careless gateway would have it.
const shared = { order: 7 };
const frozen = Object.freeze({ order: 8 });

const loggers = {
  pino() {
    const logger = require('pino')();
    return { log: () => logger.info(shared, 'shared'), many: (text) => logger.info(text) };
  },
  winston() {
    const { createLogger, format, transports } = require('winston');
    const logger = createLogger({
      level: 'info',
      format: format.combine(format.errors({ stack: true }), format.json()),
      defaultMeta: { part: 'orders' },
      transports: [new transports.Console()],
    });
    return {
      log() {
        logger.info('shared', shared);
        logger.child({ child: true }).warn('frozen', frozen);
        logger.error(new TypeError('broken'));
        logger.debug('below the level');
        logger.info('has one already', { trace_id: 'mine' });
      },
      many: (text) => logger.info(text),
    };
  },
  // Its transport takes a line per turn, so that lines pile up and are formatted long after they were written.
  late() {
    const { createLogger, format, Transport } = require('winston');
    const log = (_info, done) => setImmediate(done);
    const logger = createLogger({ format: format.simple(), transports: [new Transport({ log })] });
    return { many: (text) => logger.info(text) };
  },
  bunyan() {
    const logger = require('bunyan').createLogger({ name: 'gateway', part: 'orders' });
    return {
      log() {
        logger.info(shared, 'shared');
        logger.child({ child: true }).warn(frozen, 'frozen');
        logger.error(new TypeError('broken'));
        logger.debug('below the level');
        logger.info({ trace_id: 'mine' }, 'has one already');
      },
      many: (text) => logger.info(text),
    };
  },
  console: () => ({
    log() {
      const part = 'orders';
      console.log(JSON.stringify({ part, order: 7, msg: 'shared' }));
      console.warn(JSON.stringify({ part, child: true, order: 8, msg: 'frozen' }));
      console.info(JSON.stringify({ part, severity: 'ERROR', stack: 'TypeError: at x', msg: 'broken' }));
      console.log('{not JSON}');
      console.log('%s', '{}');
      console.log(JSON.stringify({ part, trace_id: 'mine', msg: 'has one already' }));
    },
    many: (text) => console.log(JSON.stringify({ msg: text })),
  }),
};
const logger = loggers[process.argv[2]]();

const server = http.createServer((request, response) => {
  const url = new URL(request.url, 'http://gateway');
  setImmediate(() => {
    if (url.pathname === '/log') logger.log();
    for (let n = 0; n < Number(url.searchParams.get('n') ?? 0); n++) logger.many(`line ${n}`);
    response.end();
  });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`port ${server.address().port}\n`));
