'use strict';

const { Queue, Worker } = require('bullmq');

const QUEUE = 'deployments';
const ATTEMPTS = 3;
const BACKOFF_MS = 200;

/**
 * The job queue and its worker. The preload follows both: a task belongs to the trace of the request that queued it, with
 * all that it calls, and is counted.
 * @param handlers by name of the task: `run(deployment, signal)`, and `giveUp(deployment)` after the last attempt
 * @param timeoutMs after which an execution is ended through its signal
 */
function createTasks({ connection, handlers, log, timeoutMs }) {
  const queue = new Queue(QUEUE, {
    connection,
    defaultJobOptions: {
      attempts: ATTEMPTS,
      backoff: { type: 'fixed', delay: BACKOFF_MS },
      removeOnComplete: 1000,
      removeOnFail: 1000,
    },
  });
  const worker = new Worker(
    QUEUE,
    async ({ name, data: { deployment } }) => {
      await handlers[name].run(deployment, AbortSignal.timeout(timeoutMs));
      log.info({ task: name, deployment }, 'task done');
    },
    { connection, concurrency: 4 },
  );
  worker.on('failed', async (job, error) => {
    // A job that stalled too often and has been removed since.
    if (job === undefined) return log.warn({ err: error }, 'task failed');
    const { name, attemptsMade: attempt, data } = job;
    log.warn({ task: name, attempt, err: error }, 'task failed');
    if (attempt < ATTEMPTS) return;
    await handlers[name]
      .giveUp(data.deployment)
      .catch((failure) => log.error({ err: failure }, 'cannot give a deployment up'));
  });
  worker.on('error', (error) => log.error({ err: error }, 'worker'));

  return {
    enqueue: (name, { id }) => queue.add(name, { deployment: id }),
    async close() {
      await worker.close();
      await queue.close();
    },
  };
}

module.exports = { createTasks };
