import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { RequestNotes } from './request-notes';

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
 * Notes how long a request's body is; counts a chunked one as the parser hands it over. Bodies with a Content-Length need no counting: to listen
 * to them all would cost more than all other metrics together.
 */
export function noteBody(notes: RequestNotes): void {
  const { request } = notes;
  const { headers } = request;
  if (headers['transfer-encoding'] === undefined) {
    const length = headers['content-length'];
    if (length !== undefined) notes.bodyBytes = Number(length);
    return;
  }
  const { push } = request;
  request.push = function (this: IncomingMessage, chunk: Buffer | null, encoding) {
    if (chunk !== null) notes.bodyBytes += chunk.length;
    return push.call(this, chunk, encoding);
  };
}

/** Sizes of the bodies of an HTTP/1 request that has ended. To be asked once for each request of a connection, in turn. */
export function bodySizes({ request, bodyBytes }: RequestNotes, response: ServerResponse): BodySizes {
  return {
    request: request.complete ? bodyBytes : undefined,
    response: responseSize(request.socket, response),
  };
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
