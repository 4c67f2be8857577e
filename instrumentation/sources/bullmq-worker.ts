import { task } from '../api/telemetry/domains/task';
import { milliseconds } from '../api/telemetry/units';
import { errorLabel } from './error-label';
import type { Source } from './source';

type Listener = (...args: unknown[]) => void;

/** A worker of BullMQ, as far as it is read here. */
export interface BullWorker {
  readonly name: string;
  on(event: string, listener: Listener): unknown;
  off(event: string, listener: Listener): unknown;
}

interface BullJob {
  readonly name: string;
  readonly processedOn?: number;
  /** Set once nothing more will be tried. */
  readonly finishedOn?: number;
  readonly attemptsMade: number;
}

/** Makes the source of a worker: duration, retries and failures of the jobs that it works off, from its events. */
export function bullWorkerSource(queue: string): Source<BullWorker> {
  const listeners: readonly (readonly [string, Listener])[] = [
    ['completed', (job) => completed(job as BullJob)],
    ['failed', (job, error) => failed(job as BullJob | undefined, error)],
  ];
  return {
    name: `worker of ${queue}`,
    begin(worker) {
      for (const [event, listener] of listeners) worker.on(event, listener);
    },
    end(worker) {
      for (const [event, listener] of listeners) worker?.off(event, listener);
    },
  };
}

function completed(job: BullJob): void {
  task.completed({ task: job.name, status: 'success', duration: durationOf(job) });
}

function failed(job: BullJob | undefined, error: unknown): void {
  // A job that stalled too often and has been removed since is not there any more.
  if (job === undefined) return;
  const status = errorLabel(error) === 'TimeoutError' ? 'timeout' : 'failed';
  task.completed({ task: job.name, status, duration: durationOf(job) });
  if (job.finishedOn === undefined) task.retried({ task: job.name, retryNumber: job.attemptsMade });
  else task.failed({ task: job.name, errorType: errorLabel(error) });
}

function durationOf({ processedOn, finishedOn = Date.now() }: BullJob) {
  return milliseconds(processedOn === undefined ? 0 : Math.max(0, finishedOn - processedOn));
}
