'use strict';

// A gateway that leaves its work to jobs of BullMQ (REDIS_PORT): `/order` queues one. With the argument `worker` it is
// the process that does them: it writes a line, asks PostgreSQL (PG_PORT), and calls UPSTREAM_URL. With BULLMQ_OTEL the
// trace is handed on by BullMQ's own package for OpenTelemetry.
const http = require('node:http');
const { Queue, Worker } = require('bullmq');
const logger = require('pino')();
const { injectJobContext, setAttributes, withJobContext } = require('../../index');

const connection = { host: '127.0.0.1', port: Number(process.env.REDIS_PORT), maxRetriesPerRequest: null };

const byBullmq = Boolean(process.env.BULLMQ_OTEL);
const options = byBullmq
  ? { connection, telemetry: new (require('bullmq-otel').BullMQOtel)('orders') }
  : { connection };

function work() {
  const { Pool } = require('pg');
  const pool = new Pool({
    host: '127.0.0.1',
    port: Number(process.env.PG_PORT),
    user: 'gateway',
    database: 'postgres',
  });
  const ship = async (order, attempt) => {
    setAttributes({ tenant_id: 'acme' });
    await pool.query('SELECT $1::integer AS shipped', [order]);
    const answer = await fetch(`${process.env.UPSTREAM_URL}/headers`);
    logger.info({ headers: await answer.json(), attempt }, 'order shipped');
    if (attempt === 0 && process.env.FAILS) throw new RangeError('no lorry');
  };
  const worker = new Worker(
    'orders',
    ({ data, attemptsMade }) => {
      const run = () => ship(data.order, attemptsMade);
      return byBullmq ? run() : withJobContext(data.trace, 'ship order', run);
    },
    options,
  );
  worker.on('ready', () => process.stdout.write('port 0\n'));
}

function serve() {
  const queue = new Queue('orders', options);
  const server = http.createServer(async (_request, response) => {
    logger.info('order taken');
    await queue.add(
      'ship',
      { order: 7, ...(byBullmq ? {} : { trace: injectJobContext() }) },
      { attempts: 2 },
    );
    response.end();
  });
  server.listen(0, '127.0.0.1', () => process.stdout.write(`port ${server.address().port}\n`));
}

if (process.argv[2] === 'worker') work();
else serve();
