import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Server as HttpServer, ServerResponse } from 'node:http';
import type { Server } from 'node:net';

/** How often connections that have become idle are looked for: well below any deadline, well above its cost. */
const IDLE_CHECK_MS = 25;

/** Published by Node when a request has arrived. */
const REQUEST = 'http.server.request.start';

/**
 * Stops accepting connections and resolves when no request is open any more, or after `withinMs`. Answers to requests
 * that come on kept-alive connections meanwhile tell the client to close, or the stream would never end.
 * @param inFlight requests that have begun and not ended
 */
export function drain(servers: readonly Server[], inFlight: () => number, withinMs: number): Promise<void> {
  const closesAfter = (message: unknown): void => {
    const { response } = message as { readonly response: ServerResponse };
    if (!response.headersSent) response.setHeader('connection', 'close');
  };
  subscribe(REQUEST, closesAfter);
  for (const server of servers) server.close();
  return new Promise((resolve) => {
    const deadline = Date.now() + withinMs;
    const check = setInterval(() => {
      for (const server of servers) (server as Partial<HttpServer>).closeIdleConnections?.();
      if (inFlight() > 0 && Date.now() < deadline) return;
      clearInterval(check);
      unsubscribe(REQUEST, closesAfter);
      resolve();
    }, IDLE_CHECK_MS);
  });
}
