import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { bodySizes, countChunkedBody } from '../body-size';
import { breakOffOf } from '../break-off';
import { claimOf } from '../claims';
import { outcomeOf } from '../outcome';
import { isOwnServer } from '../own-servers';
import { type RequestEnd, type ServerHookOptions, ServerRequest } from '../server-request';

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
      if (!isOwnServer(server) && claimOf(request) === undefined) follow(request, response, options);
    } catch {
      options.countError('server');
    }
  });
}

function follow(request: IncomingMessage, response: ServerResponse, options: ServerHookOptions): void {
  const current = new ServerRequest(options, request, response);
  if (options.metrics.measuresTraffic) countChunkedBody(request);
  // `close` and not `finish`: a response whose client went away never finishes.
  response.once('close', () => {
    current.end(
      () => endOf(request, response),
      () => bodySizes(request, response),
    );
  });
}

function endOf(request: IncomingMessage, response: ServerResponse): RequestEnd {
  const { socket } = request;
  const isComplete = response.writableFinished;
  const broken = isComplete ? undefined : breakOffOf(response);
  return {
    statusCode: response.headersSent ? response.statusCode : broken?.statusCode,
    outcome: outcomeOf({
      statusCode: response.statusCode,
      isComplete,
      isClientGone: socket.readableEnded || isReset(socket.errored),
      brokenOff: broken?.why,
    }),
    // Read, not listened for: an `error` listener would change what the gateway does on errors.
    error: response.errored ?? request.errored ?? undefined,
  };
}

/** Errors that the other end of a connection causes. */
function isReset(error: Error | null): boolean {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return code === 'ECONNRESET' || code === 'EPIPE' || code === 'ECONNABORTED' || code === 'ETIMEDOUT';
}
