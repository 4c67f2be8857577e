import type { JobContext } from '../../tracing/job-context';
import type { JobOptions, NewJob } from './types';

/** Longest text that is read as the context of a job: all fields of one at their longest. */
const MOST_CHARACTERS = 16_384;

/**
 * Options of a job with the context of the code that adds it, in the field that BullMQ keeps for that. As they are where
 * there is no context, where the job has one already, wants none, or comes again and again.
 */
export function optionsWith(context: JobContext, options: JobOptions | undefined): JobOptions | undefined {
  if (Object.keys(context).length === 0 || options?.repeat !== undefined) return options;
  const { telemetry } = options ?? {};
  if (telemetry?.metadata !== undefined || telemetry?.omitContext === true) return options;
  return { ...options, telemetry: { ...telemetry, metadata: JSON.stringify(context) } };
}

/** A job with the context, and with it all jobs that it waits for. */
export function jobWith(context: JobContext, job: NewJob): NewJob {
  const opts = optionsWith(context, job.opts);
  return {
    ...job,
    ...(opts === undefined ? {} : { opts }),
    ...(job.children === undefined ? {} : { children: job.children.map((one) => jobWith(context, one)) }),
  };
}

/** The context that came with a job; undefined if there is none that can be read. Anybody may have written it. */
export function carrierOf(options: JobOptions | undefined): unknown {
  const metadata = options?.telemetry?.metadata;
  if (typeof metadata !== 'string' || metadata.length > MOST_CHARACTERS) return undefined;
  try {
    return JSON.parse(metadata);
  } catch {
    return undefined;
  }
}
