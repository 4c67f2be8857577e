import { errorType } from '../dimensions';
import { capped, closed } from '../label';
import { counter, gauge, histogram } from '../metric';

/** How the execution of a task ended. */
export const TASK_STATUSES = ['success', 'failed', 'timeout'] as const;

const task = capped('task_name', 50, 'Task by the name of its function.');
const queue = capped('queue', 10, 'Queue by its configured name.');

/** Background tasks and their queues. */
export const tasks = {
  'task.duration': histogram({
    name: 'task_duration_seconds',
    unit: 'seconds',
    help: 'Time that the execution of a task took, by task and status.',
    labels: { task, status: closed('status', TASK_STATUSES, 'How the execution ended.') },
    buckets: [0.1, 0.5, 1, 5, 10, 30, 60, 300],
    seriesBudget: 153,
    why: 'Tells slow tasks from tasks that wait.',
  }),
  'task.retries': counter({
    name: 'task_retries_total',
    unit: '1',
    help: 'Executions that were put back for another try, by task and number of the try.',
    labels: { task, retry_number: capped('retry_number', 10, 'Number of the retry, from 1.') },
    seriesBudget: 300,
    why: 'Retries that succeed hide trouble; a high number of the try says how near it is to giving up.',
  }),
  'task.failures': counter({
    name: 'task_failures_total',
    unit: '1',
    help: 'Tasks that were given up, by task and kind of error.',
    labels: { task, error_type: errorType },
    seriesBudget: 300,
    why: 'A failed execution may be retried; what is given up is lost work.',
  }),
  'task.queue.length': gauge({
    name: 'task_queue_length',
    cluster: 'max',
    unit: '1',
    help: 'Tasks that wait, by queue.',
    labels: { queue },
    seriesBudget: 11,
    why: 'A queue that grows has too few workers.',
  }),
  'task.queue.oldest': gauge({
    name: 'task_queue_oldest_seconds',
    cluster: 'max',
    unit: 'seconds',
    help: 'Age of the oldest task that waits, by queue; 0 without one.',
    labels: { queue },
    seriesBudget: 11,
    why: 'A short queue that nobody works off looks healthy by its length.',
  }),
} as const;
