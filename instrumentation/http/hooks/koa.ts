import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { InternalPart } from '../../contract';
import type { Routes } from '../routes';
import { followed } from '../server-request';

/** Published by Node.js for each request; with the first one, the gateway has made its applications. */
const REQUEST_START = 'http.server.request.start';

const MATCHED = Symbol('gatewatch.koa');

/** What routers for Koa work on; `_matchedRoute` is what koa-router and its successors put there. */
interface KoaContext {
  readonly req: IncomingMessage;
  [MATCHED]?: unknown;
}
interface KoaApplication {
  readonly context: object;
  createContext(...args: unknown[]): KoaContext;
}

// What `node:domain` replaces too. Not in the type definitions.
const emitters = EventEmitter as unknown as { init: (this: unknown, ...args: unknown[]) => void };

/**
 * Takes route templates from Koa. Koa publishes nothing, and puts nothing on the request of Node.js that leads back to
 * it; but its applications are event emitters. So each emitter that is made until the first request arrives is looked
 * at, and an application gets an accessor for the route into its contexts. This needs no access to the koa module: it
 * works for CommonJS, ESM and bundled gateways.
 */
export function installKoaHook(routes: Routes, countError: (where: InternalPart) => void): void {
  const { init } = emitters;
  const watching = function (this: unknown, ...args: unknown[]): void {
    init.apply(this, args);
    if (isKoa(this)) watch(this, routes, countError);
  };
  emitters.init = watching;
  const stop = (): void => {
    unsubscribe(REQUEST_START, stop);
    if (emitters.init === watching) emitters.init = init;
  };
  subscribe(REQUEST_START, stop);
}

/** The emitter is still under construction: a getter of its class may not be ready to be read. */
function isKoa(emitter: unknown): emitter is KoaApplication {
  const has = (name: string): boolean => typeof (emitter as Record<string, unknown>)[name] === 'function';
  try {
    return has('createContext') && has('callback') && has('use');
  } catch {
    return false;
  }
}

/** The application's prototype of contexts exists only after its constructor: the first request finds it. */
function watch(app: KoaApplication, routes: Routes, countError: (where: InternalPart) => void): void {
  const { createContext } = app;
  let isReady = false;
  app.createContext = function (this: KoaApplication, ...args) {
    if (!isReady) {
      isReady = true;
      try {
        defineMatchedRoute(this.context, routes);
        watchErrors(this.context);
      } catch {
        countError('koa');
      }
    }
    return createContext.apply(this, args);
  };
}

function defineMatchedRoute(contexts: object, routes: Routes): void {
  Object.defineProperty(contexts, '_matchedRoute', {
    configurable: true,
    enumerable: false,
    get(this: KoaContext): unknown {
      return this[MATCHED];
    },
    set(this: KoaContext, route: unknown) {
      this[MATCHED] = route;
      if (typeof route === 'string' || route instanceof RegExp) routes.set(this.req, String(route));
    },
  });
}

/** Koa calls this method of its contexts with what the gateway's middleware has thrown, and with nothing at the end. */
function watchErrors(contexts: object): void {
  const methods = contexts as { onerror?: (this: KoaContext, error: unknown) => void };
  const { onerror } = methods;
  if (typeof onerror !== 'function') return;
  methods.onerror = function (error) {
    if (error !== null && error !== undefined) followed(this.req)?.threw(error);
    onerror.call(this, error);
  };
}
