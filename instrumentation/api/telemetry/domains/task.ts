import { helper } from '../helper';
import { count, measure, optional } from '../step';

/** Background tasks. Queues of BullMQ and their workers: `telemetry.sources`. */
export const task = {
  /** The execution of a task ended. */
  completed: helper([measure('duration', 'task.duration')], { event: 'task.completed' }),
  /** A task was put back for another try. */
  retried: helper([count('task.retries')], { event: 'task.retry' }),
  /** A task was given up. */
  failed: helper([count('task.failures')], { event: 'task.failure' }),
  /** How many tasks wait, and the age of the oldest one; `seconds(0)` without one. */
  queue: helper([measure('length', 'task.queue.length'), optional(measure('oldest', 'task.queue.oldest'))]),
};
