import type { ServerResponse } from 'node:http';
import type { BreakOff } from './outcome';

/** That Node.js has broken a connection off, and what it told the client. */
export interface BrokenOff {
  readonly why: BreakOff;
  /** Status code that Node.js answers by itself; undefined where the gateway handles such errors. */
  readonly statusCode: number | undefined;
}

const BROKEN_OFF = Symbol('gatewatch.broken-off');
type Marked = ServerResponse & { [BROKEN_OFF]?: BrokenOff };

/** Notes on an open response why it will never be complete. */
export function noteBreakOff(response: ServerResponse, broken: BrokenOff): void {
  (response as Marked)[BROKEN_OFF] = broken;
}

/** Why Node.js has broken the connection of this response off, if it has. */
export function breakOffOf(response: ServerResponse): BrokenOff | undefined {
  return (response as Marked)[BROKEN_OFF];
}

/**
 * What a `clientError` of Node.js says about a request; undefined if it concerns the connection only (a reset, say).
 * The status codes are those of the default answers of Node.js.
 */
export function breakOffBy(code: string | undefined): BrokenOff | undefined {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return { why: 'timeout', statusCode: 408 };
  // The client closed in the middle of a request: it went away, what it sent until then was fine.
  if (code === undefined || !code.startsWith('HPE_') || code === 'HPE_INVALID_EOF_STATE') return undefined;
  if (code === 'HPE_HEADER_OVERFLOW') return { why: 'malformed', statusCode: 431 };
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') return { why: 'malformed', statusCode: 413 };
  return { why: 'malformed', statusCode: 400 };
}
