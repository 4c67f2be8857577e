import type { IncomingMessage } from 'node:http';
import { followed } from '../server-request';

/** Method of Express 4 and of Express 5 that shows an error to one layer after the other until a handler takes it. */
const METHODS = ['handle_error', 'handleError'] as const;

type HandleError = (this: unknown, error: unknown, request: IncomingMessage, ...rest: unknown[]) => unknown;

const watched = new WeakSet<object>();

/**
 * Notes what goes to `next(error)` or is thrown. A route that Express assigns leads to the class of its layers, so
 * this needs no access to the express module. An error that nothing follows, no route and no error handler, is not
 * shown to any layer and not noted.
 */
export function watchExpressErrors(route: unknown): void {
  const layer = (route as { stack?: readonly unknown[] } | null | undefined)?.stack?.[0];
  if (typeof layer !== 'object' || layer === null) return;
  const prototype = Object.getPrototypeOf(layer) as Partial<Record<string, HandleError>> | null;
  if (prototype === null || watched.has(prototype)) return;
  watched.add(prototype);
  for (const name of METHODS) {
    const handleError = prototype[name];
    if (typeof handleError !== 'function') continue;
    prototype[name] = function (error, request, ...rest) {
      // Express ends the routing of a router or a route with these words in place of an error.
      if (error !== 'route' && error !== 'router') followed(request)?.threw(error);
      return handleError.call(this, error, request, ...rest);
    };
  }
}
