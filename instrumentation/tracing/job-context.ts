import {
  type Attributes,
  type Context,
  defaultTextMapGetter,
  defaultTextMapSetter,
  isSpanContextValid,
  ROOT_CONTEXT,
  type Span,
  type TextMapPropagator,
  trace,
} from '@opentelemetry/api';
import { correlationOf, isCorrelation, withCorrelation } from './correlation';
import { SERVER_SPAN } from './current-request';

/** What goes with a job: texts that need no escaping in JSON. The same whatever formats the headers of HTTP have. */
export interface JobContext {
  /** W3C Trace Context, 55 characters: the span that the job was queued in. */
  readonly traceparent?: string;
  /** W3C Trace Context, at most 512 characters. */
  readonly tracestate?: string;
  /** W3C Baggage of the keys that `GATEWATCH_BAGGAGE_KEYS` allows, at most 8192 characters. */
  readonly baggage?: string;
  /** Id that the caller of the request gave, else the trace id; at most 128 letters, digits, `.`, `_`, `:`, `-`. */
  readonly correlation_id?: string;
}

/** What a job runs in. */
export interface JobStart {
  readonly context: Context;
  /** Of the span of the job. */
  readonly attributes: Attributes;
}

/** Hands the context of a request on to jobs. No function throws. */
export interface JobContexts {
  /** What goes with a job that the current code queues; empty outside a trace. */
  current(): JobContext;
  /** Where a job goes on that came with `carrier`, which anybody may have written: what is not valid in it is left out. */
  startOf(carrier: unknown): JobStart;
  /** Runs code within the active context so that what concerns the request goes to the span of the job. */
  within<R>(span: Span, run: () => R): R;
}

/** Longest text that is looked into, by field; what we write is never longer. A `traceparent` may grow in later versions. */
const MOST_CHARACTERS = { traceparent: 512, tracestate: 512, baggage: 8192, correlation_id: 128 } as const;

/** Names of the fields of a {@link JobContext}. */
export const JOB_FIELDS = Object.keys(MOST_CHARACTERS) as readonly (keyof JobContext)[];

interface ActiveContext {
  active(): Context;
  with<F extends () => ReturnType<F>>(context: Context, run: F): ReturnType<F>;
}

/**
 * @param propagator of W3C Trace Context and baggage alone, so that processes with different formats understand another
 * @param correlates false if the configuration wants no correlation ids
 */
export function jobContexts(
  propagator: TextMapPropagator,
  contexts: ActiveContext,
  correlates: boolean,
): JobContexts {
  return {
    current() {
      const active = contexts.active();
      const span = trace.getSpanContext(active);
      if (span === undefined || !isSpanContextValid(span)) return {};
      const fields: Record<string, string> = {};
      propagator.inject(active, fields, defaultTextMapSetter);
      if (correlates) fields['correlation_id'] = correlationOf(active) ?? span.traceId;
      return fields;
    },
    startOf(carrier) {
      const fields = fieldsOf(carrier);
      const context = propagator.extract(ROOT_CONTEXT, fields, defaultTextMapGetter);
      const id = fields.correlation_id;
      // As with a request: an id that was made is the trace id, and stands in log lines already.
      const isGiven = correlates && isCorrelation(id) && id !== trace.getSpanContext(context)?.traceId;
      if (!isGiven) return { context, attributes: {} };
      return { context: withCorrelation(context, id), attributes: { correlation_id: id } };
    },
    within: (span, run) =>
      span.isRecording() ? contexts.with(contexts.active().setValue(SERVER_SPAN, span), run) : run(),
  };
}

/** The fields that are texts of a bearable length. A carrier may be anything, a proxy that throws included. */
function fieldsOf(carrier: unknown): JobContext {
  if (typeof carrier !== 'object' || carrier === null) return {};
  try {
    const given = carrier as Readonly<Record<string, unknown>>;
    return Object.fromEntries(
      JOB_FIELDS.flatMap((field) => {
        const value = Object.hasOwn(given, field) ? given[field] : undefined;
        const fits = typeof value === 'string' && value.length <= MOST_CHARACTERS[field];
        return fits ? [[field, value]] : [];
      }),
    );
  } catch {
    return {};
  }
}
