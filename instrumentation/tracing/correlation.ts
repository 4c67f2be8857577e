import { type Context, createContextKey } from '@opentelemetry/api';
import type { IncomingHttpHeaders } from 'node:http';

/** Where the context of a request holds the id that its caller gave; a request without one goes by its trace id. */
const CORRELATION = createContextKey('gatewatch.correlation');

/** What is fit for a header, a log line and a job payload alike, without escaping. */
const VALID = /^[A-Za-z0-9._:-]{1,128}$/;

/** True for an id that may be taken over, whoever gives it. */
export function isCorrelation(given: unknown): given is string {
  return typeof given === 'string' && VALID.test(given);
}

/** The correlation id that a caller gave; undefined if there is none, or none that is valid. */
export function callersCorrelation(headers: IncomingHttpHeaders, header: string): string | undefined {
  const given = headers[header];
  return isCorrelation(given) ? given : undefined;
}

/** The context of a request with the id that its caller gave. */
export function withCorrelation(context: Context, id: string): Context {
  return context.setValue(CORRELATION, id);
}

/** The id that the caller of the current request gave, if it gave one. */
export function correlationOf(context: Context): string | undefined {
  return context.getValue(CORRELATION) as string | undefined;
}
