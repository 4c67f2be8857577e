import {
  type Attributes,
  context,
  type Span,
  type SpanOptions,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { type Ending, follow } from './following';

/** Name under which spans of these functions appear. */
const SCOPE = 'gatewatch.api';

/** How the work of a span ended. */
const OUTCOME = 'operation.outcome';

/**
 * Does a piece of work in a span of its own, which is the active one meanwhile: its duration, its outcome
 * (`operation.outcome` is `ok` or `error`) and, if it throws or rejects, the error as status, `error.type` and event.
 * The error goes on to the caller as it is.
 * @returns what `fn` returns; the span ends when that is settled, if it is a promise, or used up, if it is a generator
 * or a readable stream of Node.js
 */
export function withSpan<T>(name: string, attributes: Attributes, fn: (span: Span) => T): T {
  return inSpan(name, { attributes }, fn);
}

/**
 * The same with every option that a span may have.
 * @param then told how the work ended, before its span ends
 */
export function inSpan<T>(name: string, options: SpanOptions, fn: (span: Span) => T, then?: Ending): T {
  return trace.getTracer(SCOPE).startActiveSpan(name, options, (span) => {
    const ending: Ending = {
      succeeded() {
        then?.succeeded();
        span.setAttribute(OUTCOME, 'ok');
        span.end();
      },
      failed(error) {
        then?.failed(error);
        fail(span, error);
      },
    };
    let result: T;
    try {
      result = fn(span);
    } catch (error) {
      ending.failed(error);
      throw error;
    }
    const active = context.active();
    return follow(result, ending, (run) => context.with(active, run));
  });
}

function fail(span: Span, error: unknown): void {
  const exception = error instanceof Error ? error : new Error(String(error));
  span.setAttributes({ [OUTCOME]: 'error', 'error.type': exception.name });
  span.recordException(exception);
  span.setStatus({ code: SpanStatusCode.ERROR, message: exception.message });
  span.end();
}
