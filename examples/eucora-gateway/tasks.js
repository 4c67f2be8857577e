'use strict';

const { Queue, Worker } = require('bullmq');
const { telemetry } = require('gatewatch');

const QUEUE = 'deployments';
const ATTEMPTS = 3;
const BACKOFF_MS = 200;

/**
 * The job queue and its worker.
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
    (job) => handlers[job.name].run(job.data.deployment, AbortSignal.timeout(timeoutMs)),
    { connection, concurrency: 4 },
  );
  worker.on('failed', (job, error) => {
    log.warn({ task: job?.name, attempt: job?.attemptsMade, err: error }, 'task failed');
    if (job === undefined || job.attemptsMade < ATTEMPTS) return;
    handlers[job.name]
      .giveUp(job.data.deployment)
      .catch((failure) => log.error({ err: failure }, 'cannot give a deployment up'));
  });
  worker.on('error', (error) => log.error({ err: error }, 'worker'));
  telemetry.sources.bullQueue(queue);
  telemetry.sources.bullWorker(worker);

  return {
    enqueue: (name, { id }) => queue.add(name, { deployment: id }),
    async close() {
      await worker.close();
      await queue.close();
    },
  };
}

module.exports = { createTasks };
