import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { notesOf } from './request-notes';

/** Bytes of the two bodies of a request; undefined where it is not known. */
export interface BodySizes {
  readonly request: number | undefined;
  readonly response: number | undefined;
}

const SENT = Symbol('gatewatch.sent');
type Connection = Socket & { [SENT]?: number };

// Not in the type definitions. `_header` is the response head as it was written; `_contentLength` is what Node.js
// works out for it, from the header or from the body; `_hasBody` is false for HEAD, 204 and 304.
interface ResponseInternals {
  readonly _header: string | null;
  readonly _contentLength?: number | null;
  readonly _hasBody: boolean;
}

/**
 * Counts a chunked request body as the parser hands it over. Bodies with a Content-Length need no counting: to listen
 * to them all would cost more than all other metrics together.
 */
export function countChunkedBody(request: IncomingMessage): void {
  if (request.headers['transfer-encoding'] === undefined) return;
  const { push } = request;
  const notes = notesOf(request);
  notes.received = 0;
  request.push = function (this: IncomingMessage, chunk: Buffer | null, encoding) {
    if (chunk !== null) notes.received = (notes.received ?? 0) + chunk.length;
    return push.call(this, chunk, encoding);
  };
}

/** Sizes of the bodies of an HTTP/1 request that has ended. To be asked once for each request of a connection, in turn. */
export function bodySizes(request: IncomingMessage, response: ServerResponse): BodySizes {
  return { request: requestSize(request), response: responseSize(request.socket, response) };
}

function requestSize(request: IncomingMessage): number | undefined {
  if (!request.complete) return undefined;
  const { received } = notesOf(request);
  if (received !== undefined) return received;
  const length = request.headers['content-length'];
  return length === undefined ? 0 : Number(length);
}

/**
 * The length that Node.js knows, where the response is complete; else what went over the connection since the response
 * before, so that a chunked body is counted with its framing.
 */
function responseSize(connection: Connection, response: ServerResponse): number {
  const { _header, _contentLength, _hasBody } = response as unknown as ResponseInternals;
  const head = _header?.length ?? 0;
  const before = connection[SENT] ?? 0;
  if (response.writableFinished && (typeof _contentLength === 'number' || !_hasBody)) {
    const body = _hasBody ? (_contentLength ?? 0) : 0;
    connection[SENT] = before + head + body;
    return body;
  }
  const sent = connection.bytesWritten;
  connection[SENT] = sent;
  return Math.max(0, sent - before - head);
}
