import type { Attributes, Span } from '@opentelemetry/api';
import type { JobContexts } from '../../tracing/job-context';

/** What concerns traces in the options of a job: `metadata` is kept with the job, by BullMQ from 5.21 on by intent. */
interface JobTelemetry {
  readonly metadata?: unknown;
  /** The gateway wants no context with this job. */
  readonly omitContext?: boolean;
}

export interface JobOptions {
  readonly telemetry?: JobTelemetry;
  /** A job that comes again and again belongs to no request. */
  readonly repeat?: unknown;
}

/** A job that is to be added, alone or as part of a flow. */
export interface NewJob {
  readonly name: string;
  readonly queueName?: string;
  readonly opts?: JobOptions;
  readonly children?: readonly NewJob[];
}

/** A job that is carried out. */
export interface Job {
  readonly id?: string;
  readonly name: string;
  readonly attemptsMade?: number;
  readonly opts?: JobOptions;
}

/** What a queue, a worker and a maker of flows have in common, as far as it is read here. */
export interface Named {
  readonly name: string;
  /** The gateway's own telemetry of BullMQ, where it has one: it then has the traces to itself. */
  readonly opts?: { readonly telemetry?: unknown };
}

/** The parts of the preload that jobs concern. */
export interface Following {
  /** Undefined while tracing is off: jobs are counted all the same. */
  jobs(): JobContexts | undefined;
  /** Does work in a span of its own. */
  inSpan<T>(name: string, options: { kind: number; attributes: Attributes }, run: (span: Span) => T): T;
  /** Runs a step whose failure is ours alone; undefined if it fails. */
  guard<T>(run: () => T): T | undefined;
}

/** Replaces a method of a prototype; does nothing where there is none of that name. */
export function replaceMethod<P extends object, M extends keyof P>(
  prototype: P,
  method: M,
  replace: (original: P[M]) => P[M],
): void {
  const original = prototype[method];
  if (typeof original === 'function') prototype[method] = replace(original);
}

/** Attributes that spans of BullMQ have in common, by the conventions for messaging and in BullMQ's own words. */
export function attributesOf(operation: 'add' | 'process', queue: string): Attributes {
  return {
    'messaging.system': 'bullmq',
    'messaging.destination.name': queue,
    'messaging.operation.name': operation,
    'messaging.operation.type': operation === 'add' ? 'send' : 'process',
  };
}
