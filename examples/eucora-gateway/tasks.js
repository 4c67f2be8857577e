'use strict';

const { performance } = require('node:perf_hooks');
const { Queue, Worker } = require('bullmq');
const { since, telemetry } = require('gatewatch');

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
  const worker = new Worker(QUEUE, execute, { connection, concurrency: 4 });
  worker.on('failed', (job, error) => {
    if (job !== undefined) void failed(job, error);
  });
  worker.on('error', (error) => log.error({ err: error }, 'worker'));

  async function execute(job) {
    const begin = performance.now();
    const late = AbortSignal.timeout(timeoutMs);
    const ended = (status) => telemetry.task.completed({ task: job.name, status, duration: since(begin) });
    try {
      await handlers[job.name].run(job.data.deployment, late);
      ended('success');
    } catch (error) {
      ended(late.aborted ? 'timeout' : 'failed');
      throw error;
    }
  }

  async function failed(job, error) {
    const task = job.name;
    log.warn({ task, attempt: job.attemptsMade, err: error }, 'task failed');
    if (job.attemptsMade < ATTEMPTS) {
      telemetry.task.retried({ task, retryNumber: String(job.attemptsMade) });
      return;
    }
    telemetry.task.failed({ task, errorType: error.code ?? error.name });
    await handlers[task]
      .giveUp(job.data.deployment)
      .catch((failure) => log.error({ err: failure }, 'cannot give a deployment up'));
  }

  return {
    queue,
    enqueue: (name, { id }) => queue.add(name, { deployment: id }),
    async close() {
      await worker.close();
      await queue.close();
    },
  };
}

module.exports = { createTasks };
