import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Http2ServerRequest, IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import { countStreamBodies } from '../http2-body-size';
import { outcomeOf } from '../outcome';
import type { ServerEvents } from '../server-events';
import { type RequestEnd, type ServerHookOptions, ServerRequest } from '../server-request';

/** Error code with which a client gives a stream up, and Node.js all streams of a connection that broke (RFC 9113). */
const CANCEL = 8;

/**
 * Observes requests over HTTP/2. Most gateways use the compatibility API, whose requests and responses read like those
 * of HTTP/1; where nobody listens for `request`, the bare stream is all there is.
 */
export function installHttp2Hook(events: ServerEvents, options: ServerHookOptions): void {
  events.on('request', 'http2', (_server, [request, response]) => {
    // HTTP/1 comes along on the channel, also where a server speaks both.
    if ((request as Http2ServerRequest).httpVersionMajor !== 2) return;
    const { stream } = request as Http2ServerRequest;
    follow(stream, request as IncomingMessage, response as ServerResponse, options);
  });

  events.on('stream', 'http2', (server, [stream, headers]) => {
    if (server.listenerCount('request') > 0) return;
    const request = bareRequest(stream as ServerHttp2Stream, headers as IncomingHttpHeaders);
    follow(stream as ServerHttp2Stream, request, undefined, options);
  });
}

function follow(
  stream: ServerHttp2Stream | undefined,
  request: IncomingMessage,
  response: ServerResponse | undefined,
  options: ServerHookOptions,
): void {
  // The client has reset the stream already.
  if (stream === undefined) return;
  const current = new ServerRequest(options, request, response);
  const sizes = options.metrics.measuresTraffic ? countStreamBodies(stream, request.headers) : undefined;
  const reader = {
    endOf: () => endOf(stream, response),
    ...(sizes === undefined ? {} : { sizesOf: sizes }),
  };
  stream.once('close', () => current.end(reader));
}

function endOf(stream: ServerHttp2Stream, response: ServerResponse | undefined): RequestEnd {
  const sent = stream.headersSent ? Number(stream.sentHeaders[':status']) : undefined;
  return {
    statusCode: sent,
    outcome: outcomeOf({
      statusCode: sent ?? 0,
      isComplete: !stream.aborted,
      isClientGone: stream.rstCode === CANCEL,
      brokenOff: undefined,
    }),
    error: stream.errored ?? response?.errored ?? undefined,
  };
}

/** What the observers and routes read of a request. */
function bareRequest(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): IncomingMessage {
  const request: Pick<Http2ServerRequest, 'method' | 'url' | 'headers' | 'httpVersion'> & {
    socket: unknown;
  } = {
    method: headers[':method'] ?? 'GET',
    url: headers[':path'] ?? '',
    headers,
    httpVersion: '2.0',
    socket: stream.session?.socket,
  };
  return request as unknown as IncomingMessage;
}
