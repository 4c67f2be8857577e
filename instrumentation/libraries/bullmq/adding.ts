import { type Attributes, type Span, SpanKind } from '@opentelemetry/api';
import { jobWith, optionsWith } from './carrier';
import {
  attributesOf,
  type Following,
  type JobOptions,
  type Named,
  type NewJob,
  replaceMethod,
} from './types';

interface Adder extends Named {
  add(this: Adder, name: string, data: unknown, options?: JobOptions, ...rest: unknown[]): unknown;
  addBulk(this: Adder, jobs: readonly NewJob[], ...rest: unknown[]): unknown;
}

interface FlowAdder extends Named {
  add(this: FlowAdder, flow: NewJob, ...rest: unknown[]): unknown;
  addBulk(this: FlowAdder, flows: readonly NewJob[], ...rest: unknown[]): unknown;
}

/** Jobs that are added to a queue take the context of the code that adds them along, in a PRODUCER span below it. */
export function followAdding(prototype: object, following: Following): void {
  const queue = prototype as Adder;
  replaceMethod(
    queue,
    'add',
    (add) =>
      function (name, data, options, ...rest) {
        return producing(following, this, this.name, { 'bullmq.job.name': name }, (context) =>
          add.call(this, name, data, optionsWith(context, options), ...rest),
        );
      },
  );
  replaceMethod(
    queue,
    'addBulk',
    (addBulk) =>
      function (jobs, ...rest) {
        const size = { 'messaging.batch.message_count': jobs.length };
        return producing(following, this, this.name, size, (context) =>
          addBulk.call(
            this,
            jobs.map((job) => jobWith(context, job)),
            ...rest,
          ),
        );
      },
  );
}

/** The same for trees of jobs, each of which waits for its children. */
export function followFlows(prototype: object, following: Following): void {
  const flows = prototype as FlowAdder;
  replaceMethod(
    flows,
    'add',
    (add) =>
      function (flow, ...rest) {
        const named = { 'bullmq.job.name': flow.name };
        return producing(following, this, flow.queueName ?? 'flow', named, (context) =>
          add.call(this, jobWith(context, flow), ...rest),
        );
      },
  );
  replaceMethod(
    flows,
    'addBulk',
    (addBulk) =>
      function (all, ...rest) {
        const size = { 'messaging.batch.message_count': all.length };
        return producing(following, this, 'flows', size, (context) =>
          addBulk.call(
            this,
            all.map((flow) => jobWith(context, flow)),
            ...rest,
          ),
        );
      },
  );
}

type Context = Parameters<typeof optionsWith>[0];

function producing<T>(
  { jobs, inSpan, guard }: Following,
  by: Named,
  queue: string,
  attributes: Attributes,
  add: (context: Context) => T,
): T {
  const contexts = by.opts?.telemetry === undefined ? jobs() : undefined;
  if (contexts === undefined) return add({});
  const options = { kind: SpanKind.PRODUCER, attributes: { ...attributesOf('add', queue), ...attributes } };
  return inSpan(`add ${queue}`, options, (span) => told(add(guard(() => contexts.current()) ?? {}), span));
}

/** The id that the job got goes on the span that added it. */
function told<T>(result: T, span: Span): T {
  if (!span.isRecording() || !(result instanceof Promise)) return result;
  return result.then((job: unknown) => {
    const { id } = (job ?? {}) as { id?: unknown };
    if (typeof id === 'string') span.setAttribute('messaging.message.id', id);
    return job;
  }) as T;
}
