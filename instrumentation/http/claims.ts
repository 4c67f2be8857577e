import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Answers a request to the gateway in its place. Called where the gateway's own handler would have been, and in its
 * async context.
 */
export type Claim = (request: IncomingMessage, response: ServerResponse) => void;

/** Which requests to the gateway's own servers the preload answers. */
export interface Claims {
  /** What answers the request; undefined: the gateway does. Called once for each request. */
  find(method: string | undefined, url: string | undefined): Claim | undefined;
}

/** A request without an entry costs no walk along its prototypes, and no look into a table as long as nothing hashes it. */
const noted = new WeakMap<IncomingMessage, Claim>();

/** Notes what answers a request of HTTP/1, before anybody observes it. */
export function noteClaim(request: IncomingMessage, claim: Claim): void {
  noted.set(request, claim);
}

/** What answers a request of HTTP/1 in the gateway's place, if anything does. */
export function claimOf(request: IncomingMessage): Claim | undefined {
  return noted.get(request);
}
