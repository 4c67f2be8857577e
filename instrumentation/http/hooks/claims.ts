import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type * as Http2 from 'node:http2';
import type { InternalPart } from '../../contract';
import { claimOf, type Claims, noteClaim } from '../claims';
import { isOwnServer } from '../own-servers';
import type { ServerEvents } from '../server-events';

/** Published for each request of HTTP/1, before the server emits it. */
const REQUEST_START = 'http.server.request.start';

/**
 * Answers requests to the gateway's own servers in its place, of HTTP/1 and HTTP/2 alike: what a server emits for such
 * a request reaches no listener, so no framework sees it, whenever its routes were declared. Has to be installed before
 * the hooks that observe requests, which leave these alone.
 */
export function installClaimHook(
  events: ServerEvents,
  claims: Claims,
  countError: (where: InternalPart) => void,
): void {
  subscribe(REQUEST_START, (message) => {
    try {
      const { request, server } = message as { readonly request: IncomingMessage; readonly server: Server };
      const claim = isOwnServer(server) ? undefined : claims.find(request.method, request.url);
      if (claim !== undefined) noteClaim(request, claim);
    } catch {
      countError('admin');
    }
  });

  const answer = (args: readonly unknown[]): boolean => {
    const [request, response] = args as [IncomingMessage, ServerResponse];
    const claim =
      request.httpVersionMajor === 2 ? claims.find(request.method, request.url) : claimOf(request);
    claim?.(request, response);
    return claim !== undefined;
  };
  for (const event of ['request', 'checkContinue', 'checkExpectation']) {
    events.claim(event, 'admin', (_server, args) => answer(args));
  }

  // Where nobody listens for `request`, a server of HTTP/2 has its bare streams only.
  events.claim('stream', 'admin', (server, [stream, headers]) => {
    if (server.listenerCount('request') > 0) return false;
    const { ':method': method, ':path': path } = headers as Http2.IncomingHttpHeaders;
    const claim = claims.find(method, path);
    claim?.(...compatible(stream as Http2.ServerHttp2Stream, headers as Http2.IncomingHttpHeaders));
    return claim !== undefined;
  });
}

/** The stream as the compatibility API shows it. */
function compatible(
  stream: Http2.ServerHttp2Stream,
  headers: Http2.IncomingHttpHeaders,
): [IncomingMessage, ServerResponse] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- only a gateway that serves HTTP/2 has loaded it
  const { Http2ServerRequest, Http2ServerResponse } = require('node:http2') as typeof Http2;
  const request = new Http2ServerRequest(stream, headers, {}, []);
  return [
    request as unknown as IncomingMessage,
    new Http2ServerResponse(stream) as unknown as ServerResponse,
  ];
}
