import { randomUUID } from 'node:crypto';
import { callersCorrelation } from '../tracing/correlation';
import type { Exchange } from './routes';

/**
 * The id of a request, as its response returns it: the one that tracing has given it, else the caller's, else a new one.
 * @param header in lower case; undefined if none is configured
 */
export function correlationId({ request, response }: Exchange, header: string | undefined): string {
  if (header === undefined) return randomUUID();
  const given = response.getHeader(header);
  if (given !== undefined) return String(given);
  const id = callersCorrelation(request.headers, header) ?? randomUUID();
  response.setHeader(header, id);
  return id;
}
