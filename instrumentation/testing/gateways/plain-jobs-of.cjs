'use strict';

// A gateway that leaves its work to jobs (REDIS_PORT), without a line of telemetry: `/order` adds one that fails the
// first time, `/bulk` two at once, `/flow` one that waits for another. With the argument `worker` it is the process that
// does them: each asks PostgreSQL (PG_PORT) and calls UPSTREAM_URL.
const http = require('node:http');
const logger = require('pino')();

const connection = { host: '127.0.0.1', port: Number(process.env.REDIS_PORT), maxRetriesPerRequest: null };
const QUEUE = 'orders';
const ATTEMPTS = { attempts: 2 };

module.exports = ({ FlowProducer, Queue, Worker }) => {
  if (process.argv[2] === 'worker') work(Worker);
  else serve(Queue, FlowProducer);
};

function work(Worker) {
  const { Pool } = require('pg');
  const pool = new Pool({
    host: '127.0.0.1',
    port: Number(process.env.PG_PORT),
    user: 'gateway',
    database: 'postgres',
  });
  const worker = new Worker(
    QUEUE,
    async ({ data, attemptsMade }) => {
      await pool.query('SELECT $1::integer AS shipped', [data.order]);
      const answer = await fetch(`${process.env.UPSTREAM_URL}/headers`);
      logger.info({ headers: await answer.json(), payload: data }, 'order shipped');
      if (data.fails && attemptsMade === 0) throw new RangeError('no lorry');
    },
    { connection },
  );
  worker.on('failed', async (job, error) => {
    await pool.query('SELECT $1::integer AS given_back', [job.data.order]);
    logger.warn({ reason: error.message }, 'order failed');
  });
  worker.on('ready', () => process.stdout.write('port 0\n'));
}

function serve(Queue, FlowProducer) {
  const queue = new Queue(QUEUE, { connection });
  const flows = new FlowProducer({ connection });
  const job = (order) => ({ name: 'ship', queueName: QUEUE, data: { order } });
  const add = {
    '/order': () => queue.add('ship', { order: 7, fails: true }, ATTEMPTS),
    '/bulk': () => queue.addBulk([job(8), job(9)]),
    '/flow': () => flows.add({ ...job(10), children: [job(11)] }),
  };
  const server = http.createServer(async (request, response) => {
    await add[request.url]();
    logger.info('order taken');
    response.end();
  });
  server.listen(0, '127.0.0.1', () => process.stdout.write(`port ${server.address().port}\n`));
}
