import type { IncomingMessage, ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { InternalPart } from '../contract';
import type { BodySizes } from './body-size';
import { contractMethod, type Method } from './method';
import type { ServerObservation, ServerObserver, ServerResult } from './observer';
import type { Routes } from './routes';
import type { ServerMetrics } from './server-metrics';

export interface ServerHookOptions {
  readonly metrics: ServerMetrics;
  readonly observer: ServerObserver;
  readonly routes: Routes;
  readonly countError: (where: InternalPart) => void;
  /** Requests that have begun and not yet ended. */
  readonly open: { count: number };
}

/** How a request ended, but for its route. */
export type RequestEnd = Omit<ServerResult, 'route'>;

const CURRENT = Symbol('gatewatch.request');
type Followed = IncomingMessage & { [CURRENT]?: ServerRequest };

/** One request to the gateway, from its head to its end. Its methods never throw. */
export class ServerRequest {
  readonly #startedAt = performance.now();
  readonly #options: ServerHookOptions;
  readonly #request: Followed;
  readonly #method: Method;
  readonly #observation: ServerObservation | undefined;
  /** Route that the request is counted under while it is open. */
  #route: string | undefined;
  #ended = false;
  /** The error that the gateway's code failed with last. */
  #thrown: unknown;

  /** Tells the observer, in the async context that the gateway's handlers will run in. */
  constructor(options: ServerHookOptions, request: IncomingMessage, response: ServerResponse | undefined) {
    this.#options = options;
    this.#request = request;
    this.#method = contractMethod(request.method);
    options.open.count++;
    options.metrics.begin(this.#method);
    this.#request[CURRENT] = this;
    try {
      this.#observation = options.observer.start(request, response);
    } catch {
      options.countError('tracing');
    }
  }

  /** The request has got a route, or another one. */
  routed(route: string): void {
    const { metrics } = this.#options;
    if (route === this.#route || this.#ended) return;
    if (this.#route !== undefined) metrics.routed(this.#method, this.#route, -1);
    metrics.routed(this.#method, route, 1);
    this.#route = route;
  }

  /** The gateway's code has failed. A framework may show the same error several times, on its way to a handler. */
  threw(error: unknown): void {
    if (error === this.#thrown || this.#ended) return;
    this.#thrown = error;
    try {
      this.#observation?.recordException?.(error instanceof Error ? error : new Error(String(error)));
    } catch {
      this.#options.countError('tracing');
    }
  }

  /**
   * The request has ended. Further calls do nothing.
   * @param sizesOf left out where no body was sent either way
   */
  end(endOf: () => RequestEnd, sizesOf?: () => BodySizes): void {
    if (this.#ended) return;
    this.#ended = true;
    const { metrics, open, routes, countError } = this.#options;
    open.count--;
    try {
      if (this.#route !== undefined) metrics.routed(this.#method, this.#route, -1);
      const { statusCode, outcome, error } = endOf();
      const result: ServerResult = { route: routes.of(this.#request), statusCode, outcome, error };
      const seconds = (performance.now() - this.#startedAt) / 1000;
      // First, since it decides whether there is a trace to point at.
      this.#endObservation(result);
      metrics.end(this.#method, result, seconds, this.#observation?.traceId);
      if (sizesOf !== undefined && metrics.measuresTraffic) {
        metrics.sizes(this.#method, result.route, sizesOf());
      }
    } catch {
      countError('server');
    }
  }

  /** Metrics do not depend on what becomes of the span. */
  #endObservation(result: ServerResult): void {
    try {
      this.#observation?.end(result);
    } catch {
      this.#options.countError('tracing');
    }
  }
}

/** The request as it is followed; undefined if it is not. */
export function followed(request: IncomingMessage): ServerRequest | undefined {
  return (request as Followed)[CURRENT];
}
