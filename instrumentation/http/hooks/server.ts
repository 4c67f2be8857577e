import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { bodySizes, noteBody } from '../body-size';
import { breakOffOf } from '../break-off';
import { claimOf } from '../claims';
import { completeOutcome, outcomeOf } from '../outcome';
import { isOwnServer } from '../own-servers';
import { type EndReader, type RequestEnd, type ServerHookOptions, ServerRequest } from '../server-request';

/** Published by Node.js for each request head that an `http` or `https` server has parsed. */
const REQUEST_START = 'http.server.request.start';
interface RequestStart {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly server: Server;
}

/**
 * Observes every HTTP/1 request of every `http` and `https` server in the process, whichever framework serves it. The
 * channel reaches servers that exist already, and CommonJS, ESM and bundled gateways alike.
 */
export function installServerHook(options: ServerHookOptions): void {
  subscribe(REQUEST_START, (message) => {
    // An exception in a subscriber would take the gateway down.
    try {
      const { request, response, server } = message as RequestStart;
      if (isOwnServer(server)) return;
      if (options.hasClaims && claimOf(request) !== undefined) return;
      follow(request, response, options);
    } catch {
      options.countError('server');
    }
  });
}

const CURRENT = Symbol('gatewatch.response');
type Followed = ServerResponse & { [CURRENT]?: ServerRequest };

function follow(request: IncomingMessage, response: Followed, options: ServerHookOptions): void {
  const current = new ServerRequest(options, request, response);
  response[CURRENT] = current;
  if (options.metrics.measuresTraffic) noteBody(current);
  // `close` and not `finish`: a response whose client went away never finishes. One function for all: a closure for
  // each request, and the wrapper that `once` makes, are what the garbage collector would have to take away.
  response.on('close', closed);
}

function closed(this: Followed): void {
  this[CURRENT]?.end(HTTP1);
}

const HTTP1: EndReader = { endOf, sizesOf: bodySizes };

function endOf(request: IncomingMessage, response: ServerResponse): RequestEnd {
  const { statusCode } = response;
  const isComplete = response.writableFinished;
  // What went wrong on a connection is no matter of a request that was answered, unless with a failure of the gateway.
  if (isComplete && statusCode < 500)
    return { statusCode, outcome: completeOutcome(statusCode), error: undefined };
  // Read, not listened for: an `error` listener would change what the gateway does on errors.
  const error = response.errored ?? request.errored ?? undefined;
  if (isComplete) return { statusCode, outcome: completeOutcome(statusCode), error };
  const { socket } = request;
  const broken = breakOffOf(response);
  return {
    statusCode: response.headersSent ? statusCode : broken?.statusCode,
    outcome: outcomeOf({
      statusCode,
      isComplete: false,
      isClientGone: socket.readableEnded || isReset(socket.errored),
      brokenOff: broken?.why,
    }),
    error,
  };
}

/** Errors that the other end of a connection causes. */
function isReset(error: Error | null): boolean {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return code === 'ECONNRESET' || code === 'EPIPE' || code === 'ECONNABORTED' || code === 'ETIMEDOUT';
}
