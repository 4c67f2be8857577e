import { contract } from '../contract';
import type { Recorder } from '../metrics/recorder';
import type { Source } from './source';

/** Jobs that could be worked off now, those of a paused queue among them. What is delayed waits for its time and not for a worker. */
const WAITING = ['waiting', 'prioritized'] as const;
const MILLISECONDS = 1000;

/** Queues that have series of their own. */
export const MOST_QUEUES = contract['task.queue.length'].labels.queue.cap;

/** False if nobody would see what is read of a queue: the preset has no metrics of tasks. Else its series begins. */
export function showsQueue(recorder: Recorder, queue: string): boolean {
  return recorder.gauge('task.queue.length').read({ queue }) !== undefined;
}

/** A queue of BullMQ, as far as it is read here. */
export interface BullQueue {
  readonly name: string;
  getJobCounts(...types: (typeof WAITING)[number][]): Promise<Readonly<Record<string, number>>>;
  getJobs(
    types: (typeof WAITING)[number][],
    start: number,
    end: number,
    ascending: boolean,
  ): Promise<readonly ({ readonly timestamp: number } | undefined)[]>;
}

/**
 * Makes the source of a queue: how many jobs wait, and the age of the next one of each kind, which is the oldest one
 * among jobs without priority.
 */
export function bullQueueSource(recorder: Recorder, queue: string): Source<BullQueue> {
  const record = (length: number, oldest: number): void => {
    recorder.gauge('task.queue.length').set({ queue }, length);
    recorder.gauge('task.queue.oldest').set({ queue }, oldest);
  };
  let isOver = false;
  return {
    name: `queue ${queue}`,
    begin: () => {
      isOver = false;
    },
    async read(target) {
      const [counts, ...heads] = await Promise.all([
        target.getJobCounts(...WAITING),
        ...WAITING.map((type) => target.getJobs([type], 0, 0, true)),
      ]);
      // What was asked before the end may be answered after it.
      if (isOver) return;
      const length = Object.values(counts).reduce((sum, count) => sum + count, 0);
      const begins = heads.flat().flatMap((job) => (job === undefined ? [] : [job.timestamp]));
      const oldest = begins.length === 0 ? 0 : Date.now() - Math.min(...begins);
      record(length, Math.max(0, oldest) / MILLISECONDS);
    },
    end() {
      isOver = true;
      record(0, 0);
    },
  };
}
