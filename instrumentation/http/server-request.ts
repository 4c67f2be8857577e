import type { IncomingMessage, ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { InternalPart } from '../contract';
import type { BodySizes } from './body-size';
import { contractMethod, type Method } from './method';
import type { ServerObservation, ServerObserver, ServerResult } from './observer';
import { knownNotes, noted, RequestNotes } from './request-notes';
import type { Routes } from './routes';
import type { ServerMetrics } from './server-metrics';

export interface ServerHookOptions {
  readonly metrics: ServerMetrics;
  readonly observer: ServerObserver;
  readonly routes: Routes;
  readonly countError: (where: InternalPart) => void;
  /** False: the preload answers no request in the gateway's place. */
  readonly hasClaims: boolean;
  /** Requests that have begun and not yet ended. */
  readonly open: { count: number };
}

/** How a request ended, but for its route. */
export type RequestEnd = Omit<ServerResult, 'route'>;

/** Reads how a request ended, once it has. */
export interface EndReader {
  endOf(request: IncomingMessage, response: ServerResponse | undefined): RequestEnd;
  /** Left out where no body was sent either way. */
  sizesOf?(notes: RequestNotes, response: ServerResponse | undefined): BodySizes;
}

/** One request to the gateway, from its head to its end. Its methods never throw. */
export class ServerRequest extends RequestNotes {
  private readonly startedAt = performance.now();
  private readonly method: Method;
  private readonly observation: ServerObservation | undefined;
  /** Route that the request is counted under while it is open. */
  private countedRoute: string | undefined = undefined;
  private ended = false;
  /** The error that the gateway's code failed with last. */
  private thrown: unknown = undefined;

  /** Tells the observer, in the async context that the gateway's handlers will run in. */
  constructor(
    private readonly options: ServerHookOptions,
    request: IncomingMessage,
    readonly response: ServerResponse | undefined,
  ) {
    super(request);
    this.method = contractMethod(request.method);
    options.open.count++;
    options.metrics.begin(this.method);
    noted(this);
    try {
      this.observation = options.observer.start(request, response);
    } catch {
      options.countError('tracing');
    }
  }

  /** The request has got a route, or another one. */
  routed(route: string): void {
    const { metrics } = this.options;
    if (route === this.countedRoute || this.ended) return;
    if (this.countedRoute !== undefined) metrics.routed(this.method, this.countedRoute, -1);
    metrics.routed(this.method, route, 1);
    this.countedRoute = route;
  }

  /** The gateway's code has failed. A framework may show the same error several times, on its way to a handler. */
  threw(error: unknown): void {
    if (error === this.thrown || this.ended) return;
    this.thrown = error;
    try {
      this.observation?.recordException?.(error instanceof Error ? error : new Error(String(error)));
    } catch {
      this.options.countError('tracing');
    }
  }

  /** The request has ended. Further calls do nothing. */
  end(reader: EndReader): void {
    if (this.ended) return;
    this.ended = true;
    const { request, response, method } = this;
    const { metrics, open, routes, countError } = this.options;
    open.count--;
    try {
      if (this.countedRoute !== undefined) metrics.routed(method, this.countedRoute, -1);
      const { statusCode, outcome, error } = reader.endOf(request, response);
      const result: ServerResult = { route: this.route ?? routes.of(request), statusCode, outcome, error };
      const seconds = (performance.now() - this.startedAt) / 1000;
      // First, since it decides whether there is a trace to point at.
      this.endObservation(result);
      metrics.end(method, result, seconds, this.observation?.traceId);
      if (reader.sizesOf !== undefined && metrics.measuresTraffic) {
        metrics.sizes(method, result.route, reader.sizesOf(this, response));
      }
    } catch {
      countError('server');
    }
  }

  /** Metrics do not depend on what becomes of the span. */
  private endObservation(result: ServerResult): void {
    try {
      this.observation?.end(result);
    } catch {
      this.options.countError('tracing');
    }
  }
}

/** The request as it is followed; undefined if it is not. */
export function followed(request: IncomingMessage): ServerRequest | undefined {
  const notes = knownNotes(request);
  return notes instanceof ServerRequest ? notes : undefined;
}
