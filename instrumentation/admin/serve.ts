import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { InternalPart } from '../contract';
import { readBody } from './body';
import type { Gate } from './gate';
import { respond } from './respond';
import { type AdminResponse, Refusal } from './response';
import type { Exchange, Matched } from './routes';

export interface Serving {
  readonly gate: Gate;
  /** True if a client certificate that the connection's own server trusts stands for the token. */
  readonly trustsCertificates?: boolean;
  readonly countError: (where: InternalPart) => void;
}

/** Answers one request. Never rejects: a fault of a handler is a 500 and counted. */
export async function serve(
  { gate, trustsCertificates = false, countError }: Serving,
  exchange: Exchange,
  matched: Matched | AdminResponse,
): Promise<void> {
  const { request, response } = exchange;
  try {
    const isCertified = trustsCertificates && (request.socket as TLSSocket).authorized === true;
    const answer = 'status' in matched ? matched : await answerTo(gate, exchange, matched, isCertified);
    // What of the body nobody has asked for.
    request.resume();
    await respond(request, response, answer);
  } catch {
    // A client that went away is no fault of ours.
    if (isGone(request) || response.headersSent) return void response.destroy();
    countError('admin');
    response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end('internal error\n');
  }
}

async function answerTo(
  gate: Gate,
  exchange: Exchange,
  { route, handler, ...matched }: Matched,
  isCertified: boolean,
): Promise<AdminResponse> {
  const { request } = exchange;
  const { headers } = request;
  const isWrite = matched.method !== 'GET';
  const refused = gate({ access: route.access, isWrite, headers, isCertified });
  if (refused !== undefined) return refused;
  try {
    return await handler({ ...matched, headers, body: () => readBody(request), exchange });
  } catch (error) {
    if (error instanceof Refusal) return error.response;
    throw error;
  }
}

/** The socket of a stream of HTTP/2 is gone once the stream is. */
function isGone({ socket }: IncomingMessage): boolean {
  return (socket as IncomingMessage['socket'] | undefined)?.destroyed !== false;
}
