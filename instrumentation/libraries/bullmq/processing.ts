import { type Context, context, SpanKind } from '@opentelemetry/api';
import { sources } from '../../api/telemetry/sources';
import type { BullWorker } from '../../sources/bullmq-worker';
import { carrierOf } from './carrier';
import { FOLLOWED_JOB } from './followed-job';
import { attributesOf, type Following, type Job, type Named, replaceMethod } from './types';

interface Processor extends Named {
  callProcessJob(this: Processor, job: Job, ...rest: unknown[]): unknown;
  emit(this: Processor, event: string, ...rest: unknown[]): boolean;
}

/** Events of a worker that say how an execution ended: their listeners belong to the job. */
const ENDINGS = new Set(['completed', 'failed']);

/**
 * Jobs go on with the trace and the correlation id of the code that added them, in a CONSUMER span each time they are
 * tried, and are counted: duration, retries, failures. So do listeners of the worker that are told how a job ended.
 */
export function followProcessing(prototype: object, following: Following): void {
  const { guard } = following;
  /** In which context a job was carried out last. */
  const contexts = new WeakMap<Job, Context>();
  const worker = prototype as Processor;
  replaceMethod(
    worker,
    'callProcessJob',
    (process) =>
      function (job, ...rest) {
        guard(() => sources.bullWorker(this as unknown as BullWorker));
        const jobs = this.opts?.telemetry === undefined ? following.jobs() : undefined;
        const start = jobs && guard(() => jobs.startOf(carrierOf(job.opts)));
        if (jobs === undefined || start === undefined) return process.call(this, job, ...rest);
        const options = {
          kind: SpanKind.CONSUMER,
          attributes: { ...attributesOf('process', this.name), ...attributesOfJob(job), ...start.attributes },
        };
        return context.with(start.context.setValue(FOLLOWED_JOB, true), () =>
          following.inSpan(`process ${this.name}`, options, (span) => {
            contexts.set(job, context.active());
            return jobs.within(span, () => process.call(this, job, ...rest));
          }),
        );
      },
  );
  replaceMethod(
    worker,
    'emit',
    (emit) =>
      function (event, ...rest) {
        const at = ENDINGS.has(event) ? contexts.get(rest[0] as Job) : undefined;
        const tell = (): boolean => emit.call(this, event, ...rest);
        return at === undefined ? tell() : context.with(at, tell);
      },
  );
}

function attributesOfJob({ id, name, attemptsMade }: Job) {
  return {
    'bullmq.job.name': name,
    ...(id === undefined ? {} : { 'messaging.message.id': id }),
    ...(attemptsMade === undefined ? {} : { 'bullmq.job.attempts.made': attemptsMade }),
  };
}
