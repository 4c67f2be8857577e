import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { AdminResponse } from './response';

/** Longest time in which an answer is taken: a reader that never reads must not hold a page for good. */
const DEADLINE_MS = 30_000;

/** Sends an answer. Rejects if it is not taken in time. */
export async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: AdminResponse,
): Promise<void> {
  const chunks = typeof body === 'string' ? [Buffer.from(body)] : body;
  response.writeHead(status, {
    ...(request.httpVersionMajor === 2 ? withoutConnection(headers) : headers),
    'content-length': chunks.reduce((sum, { length }) => sum + length, 0),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  if (request.method === 'HEAD') response.end();
  else await pipeline(Readable.from(chunks), response, { signal: AbortSignal.timeout(DEADLINE_MS) });
}

/** HTTP/2 has connections of another kind, and throws at that header. */
function withoutConnection({
  connection: _,
  ...headers
}: AdminResponse['headers']): AdminResponse['headers'] {
  return headers;
}
