import { context, type Span, SpanKind } from '@opentelemetry/api';
import { running } from '../handle';
import { FOLLOWED_JOB } from '../libraries/bullmq/followed-job';
import { JOB_FIELDS, type JobContext } from '../tracing/job-context';
import { inSpan } from './with-span';

export type { JobContext } from '../tracing/job-context';

/** What a payload may hold under the names of a {@link JobContext}, so that it can be replaced. */
type Replaceable = { readonly [F in keyof JobContext]?: string };

/**
 * What the worker of a job needs to go on with this trace: put it into the payload of the job, or into its options.
 * Call it where the job is queued. Empty outside a trace and without the preload. Never throws.
 * @param carrier a payload to add it to; it is copied. One that has fields of these names for another purpose gets the
 * context as a field of its own instead: `{ ...payload, trace: injectJobContext() }`
 */
export function injectJobContext(): JobContext;
export function injectJobContext<C extends object & Replaceable>(carrier: C): C & JobContext;
export function injectJobContext(carrier: object = {}): JobContext {
  const current = running()?.jobs?.current() ?? {};
  if (Object.keys(current).length === 0) return { ...carrier };
  const names: readonly string[] = JOB_FIELDS;
  // All or nothing: half of the context of an earlier job would be neither.
  const others = Object.entries(carrier).filter(([name]) => !names.includes(name));
  return { ...Object.fromEntries(others), ...current };
}

/**
 * Runs a job where its request left off: in a CONSUMER span of the same trace, with the same correlation id in log lines
 * and outgoing headers. `setAttributes`, `recordException` and `addBaggage` concern this span. Attempts at the same job
 * are siblings. Without a valid context the job begins a trace, which is sampled as a request of its own would be. Within
 * a job of BullMQ that the preload follows by itself, it is a span below that of the job.
 * @param carrier what {@link injectJobContext} gave, or the payload with it; anything else is no context and no error
 * @param name of the span: what the job does, of a small set
 * @returns what `fn` returns; the span ends when that is settled, if it is a promise
 */
export function withJobContext<T>(carrier: unknown, name: string, fn: (span: Span) => T): T {
  const jobs = running()?.jobs;
  if (jobs === undefined) return inSpan(name, {}, fn);
  // The preload has taken the job up already: this is a part of it.
  if (context.active().getValue(FOLLOWED_JOB) === true) {
    return inSpan(name, {}, (span) => jobs.within(span, () => fn(span)));
  }
  const { context: from, attributes } = jobs.startOf(carrier);
  const options = {
    kind: SpanKind.CONSUMER,
    attributes: { ...attributes, 'messaging.operation.type': 'process' },
  };
  return context.with(from, () => inSpan(name, options, (span) => jobs.within(span, () => fn(span))));
}
