import { type Attributes, type Span, type SpanOptions, SpanStatusCode, trace } from '@opentelemetry/api';

/** Name under which spans of these functions appear. */
const SCOPE = 'gatewatch.api';

/** How the work of a span ended. */
const OUTCOME = 'operation.outcome';

/**
 * Does a piece of work in a span of its own, which is the active one meanwhile: its duration, its outcome
 * (`operation.outcome` is `ok` or `error`) and, if it throws or rejects, the error as status, `error.type` and event.
 * The error goes on to the caller as it is.
 * @returns what `fn` returns; the span ends when that is settled, if it is a promise
 */
export function withSpan<T>(name: string, attributes: Attributes, fn: (span: Span) => T): T {
  return inSpan(name, { attributes }, fn);
}

/** The same with every option that a span may have. */
export function inSpan<T>(name: string, options: SpanOptions, fn: (span: Span) => T): T {
  return trace.getTracer(SCOPE).startActiveSpan(name, options, (span) => {
    let result: T;
    try {
      result = fn(span);
    } catch (error) {
      fail(span, error);
      throw error;
    }
    if (!isThenable(result)) {
      succeed(span);
      return result;
    }
    // Not its own `then`: that of a query builder runs the query each time.
    return Promise.resolve(result).then(
      (value) => {
        succeed(span);
        return value;
      },
      (error: unknown) => {
        fail(span, error);
        throw error;
      },
    ) as T;
  });
}

function succeed(span: Span): void {
  span.setAttribute(OUTCOME, 'ok');
  span.end();
}

function fail(span: Span, error: unknown): void {
  const exception = error instanceof Error ? error : new Error(String(error));
  span.setAttributes({ [OUTCOME]: 'error', 'error.type': exception.name });
  span.recordException(exception);
  span.setStatus({ code: SpanStatusCode.ERROR, message: exception.message });
  span.end();
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}
