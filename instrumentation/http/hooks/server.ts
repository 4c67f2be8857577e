import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { InternalPart } from '../../contract';
import { contractMethod } from '../method';
import type { ServerObservation, ServerObserver, ServerResult } from '../observer';
import { outcomeOf } from '../outcome';
import { isOwnServer } from '../own-servers';
import type { Routes } from '../routes';
import type { ServerMetrics } from '../server-metrics';

/** Published by Node.js for each request head that an `http` or `https` server has parsed. */
const REQUEST_START = 'http.server.request.start';
interface RequestStart {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly server: Server;
}

export interface ServerHookOptions {
  readonly metrics: ServerMetrics;
  readonly observer: ServerObserver;
  readonly routes: Routes;
  readonly countError: (where: InternalPart) => void;
}

export interface ServerHook {
  /** Requests that have begun and not yet ended. */
  inFlight(): number;
}

/**
 * Observes every request of every `http` and `https` server in the process, whichever framework serves it. The
 * channel reaches servers that exist already, and CommonJS, ESM and bundled gateways alike.
 */
export function installServerHook(options: ServerHookOptions): ServerHook {
  const open = { count: 0 };
  subscribe(REQUEST_START, (message) => {
    // An exception in a subscriber would take the gateway down.
    try {
      const { request, response, server } = message as RequestStart;
      if (!isOwnServer(server)) follow(request, response, open, options);
    } catch {
      options.countError('server');
    }
  });
  return { inFlight: () => open.count };
}

function follow(
  request: IncomingMessage,
  response: ServerResponse,
  open: { count: number },
  options: ServerHookOptions,
): void {
  const { metrics, observer, routes, countError } = options;
  const startedAt = performance.now();
  const method = contractMethod(request.method);
  metrics.begin(method);
  open.count++;
  // `close` and not `finish`: a response whose client went away never finishes.
  response.once('close', () => {
    open.count--;
    try {
      const result = resultOf(request, response, routes);
      metrics.end(method, result, (performance.now() - startedAt) / 1000, observation?.traceId);
      observation?.end(result);
    } catch {
      countError('server');
    }
  });
  let observation: ServerObservation | undefined;
  try {
    observation = observer.start(request, response);
  } catch {
    countError('tracing');
  }
}

function resultOf(request: IncomingMessage, response: ServerResponse, routes: Routes): ServerResult {
  return {
    route: routes.of(request),
    statusCode: response.headersSent ? response.statusCode : undefined,
    outcome: outcomeOf(response.statusCode, response.writableFinished),
    // Read, not listened for: an `error` listener would change what the gateway does on errors.
    error: response.errored ?? request.errored ?? undefined,
  };
}
