import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ValueOf } from '../contract';

/**
 * The seam between the HTTP hooks and tracing. The hooks measure on their own and tell an observer what happens;
 * metrics therefore never depend on tracing. An implementation must not throw; the hooks guard against it all the
 * same, so that a fault in an observer costs a count in `self.errors` and nothing else.
 */

/** How a request to the gateway ended. */
export interface ServerResult {
  /** Route template, or `unmatched`; never the raw path. */
  readonly route: string;
  /** Status code that was sent; undefined when the connection broke before the response head. */
  readonly statusCode: number | undefined;
  readonly outcome: ValueOf<'http.requests', 'outcome'>;
  /** What went wrong on the connection or in the response stream, if anything did. */
  readonly error: Error | undefined;
}

/** One request to the gateway under observation. */
export interface ServerObservation {
  /**
   * Trace that an exemplar may point at; read after {@link end}, for it may be decided there. Undefined if that trace
   * is not exported: a link to nothing is worse than none.
   */
  readonly traceId?: string | undefined;
  /** Called for each error that the gateway's code has thrown or handed to its framework, before {@link end}. */
  recordException?(error: Error): void;
  /** Called once, when the response has closed: completely sent, or cut off. */
  end(result: ServerResult): void;
}

/** Watches requests that reach the gateway. */
export interface ServerObserver {
  /**
   * Called synchronously before the gateway's own request handlers, in the async context that these will run in:
   * a context entered here (`AsyncLocalStorage.enterWith`) is the context of the whole request.
   * Returns undefined when nobody needs to know how the request ends (an unsampled request).
   * @param request of HTTP/2 too: method, url, headers, socket and version read alike there
   * @param response undefined where there is none: an upgrade, a stream of HTTP/2 without the compatibility API
   */
  start(request: IncomingMessage, response: ServerResponse | undefined): ServerObservation | undefined;
}

/** A request that the gateway is about to send to an upstream. No header is written yet. */
export interface ClientRequest {
  /** Upper case, as it will be sent. */
  readonly method: string;
  readonly scheme: 'http' | 'https';
  /** Host name or address, without the port. */
  readonly host: string;
  readonly port: number;
  /** Path and query, raw: redact before it goes anywhere. */
  readonly path: string;
}

/** How a call to an upstream ended. */
export interface ClientResult {
  /** Undefined when no response head came back. */
  readonly statusCode: number | undefined;
  /** Why the call failed, if it failed below HTTP; a 5xx is not an error here. */
  readonly error: Error | undefined;
}

/** One call to an upstream under observation. */
export interface ClientObservation {
  /** Trace that an exemplar may point at, as for {@link ServerObservation.traceId}. */
  readonly traceId?: string | undefined;
  /** Headers to add to the request, by lower-case name, e.g. `{ traceparent: '00-…' }`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Called once, when the response has ended or the call has failed. */
  end(result: ClientResult): void;
}

/** Watches calls that the gateway makes. */
export interface ClientObserver {
  /**
   * Called synchronously in the context of the caller, before the request head is written.
   * Returns undefined when there is nothing to inject and nothing to end.
   */
  start(request: ClientRequest): ClientObservation | undefined;
}

/** Observer that watches nothing: what the hooks use while tracing is off. */
export const noServerObserver: ServerObserver = { start: () => undefined };
/** Observer that injects nothing: what the hooks use while tracing is off. */
export const noClientObserver: ClientObserver = { start: () => undefined };
