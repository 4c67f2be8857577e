import { IncomingMessage, type ServerResponse } from 'node:http';
import type { InternalPart } from '../../contract';
import { type ExpressParams, mountTemplate, routeTemplate } from '../express-path';
import type { Routes } from '../routes';
import { watchExpressErrors } from './express-errors';

/** What Express has assigned to one request. */
interface State {
  route: unknown;
  baseUrl: unknown;
  /** Open mount points, outermost first: what they matched, and as a template. */
  readonly mounts: { readonly path: string; readonly template: string }[];
  /** Template of the innermost mount point that was left since one was entered. */
  left: string | undefined;
}

const STATE = Symbol('gatewatch.express');
type ExpressRequest = IncomingMessage & {
  [STATE]?: State;
  params?: ExpressParams;
  /** Express hangs the response here. */
  res?: ServerResponse;
};

/**
 * Takes route templates from Express 4 and 5, and from what builds on them. Express assigns `req.route` and
 * `req.baseUrl` while it routes, and takes the mount point back before an error handler runs; so both become accessors
 * that note the template at the moment of the assignment. This needs no access to the express module: it works for
 * CommonJS, ESM and bundled gateways.
 * @throws Error if something else has taken these properties already
 */
export function installExpressHook(routes: Routes, countError: (where: InternalPart) => void): void {
  for (const name of ['route', 'baseUrl']) {
    if (name in IncomingMessage.prototype) {
      throw new Error(`http.IncomingMessage.prototype.${name} is already defined, by another tool perhaps`);
    }
  }
  accessor('baseUrl', (request, state) => {
    try {
      mount(state, request.params ?? {});
    } catch {
      countError('express');
    }
  });
  accessor('route', (request, state) => {
    try {
      watchExpressErrors(state.route);
      const path = (state.route as { path?: unknown } | null | undefined)?.path;
      if (path === undefined) return;
      routes.set(request, routeTemplate(state.mounts.at(-1)?.template ?? '', path));
    } catch {
      countError('express');
    }
  });
  routes.addResolver(mountedHandler);
}

/** Defines an own-looking property on all requests that calls `assigned` after each assignment. */
function accessor(
  name: 'route' | 'baseUrl',
  assigned: (request: ExpressRequest, state: State) => void,
): void {
  Object.defineProperty(IncomingMessage.prototype, name, {
    configurable: true,
    enumerable: false,
    get(this: ExpressRequest): unknown {
      return this[STATE]?.[name];
    },
    set(this: ExpressRequest, value: unknown) {
      // Own, not inherited: Express puts objects of its own between a request and this prototype.
      if (!Object.hasOwn(this, STATE)) {
        const state: State = { route: undefined, baseUrl: undefined, mounts: [], left: undefined };
        Object.defineProperty(this, STATE, { value: state });
      }
      const state = this[STATE] as State;
      state[name] = value;
      assigned(this, state);
    },
  });
}

/** Brings the open mount points in line with `baseUrl`, which grows at each one and shrinks on the way out. */
function mount(state: State, params: ExpressParams): void {
  const { baseUrl, mounts } = state;
  if (typeof baseUrl !== 'string') return;
  const isWithin = (path: string) => baseUrl === path || baseUrl.startsWith(`${path}/`);
  while (mounts.length > 0 && !isWithin(mounts.at(-1)?.path ?? '')) {
    const gone = mounts.pop();
    state.left ??= gone?.template;
  }
  const outer = mounts.at(-1) ?? { path: '', template: '' };
  if (baseUrl === outer.path) return;
  const template = outer.template + mountTemplate(baseUrl.slice(outer.path.length), params);
  mounts.push({ path: baseUrl, template });
  state.left = undefined;
}

/**
 * Route of a request that a handler under a mount point has answered, a proxy say: `/orders/*`. A request that
 * nobody answered has left all mount points by the time its 404 is sent; so has one whose handler called next(err),
 * and there the status tells that somebody did care.
 */
function mountedHandler(request: ExpressRequest): string | undefined {
  const state = request[STATE];
  const left = request.res?.statusCode === 404 ? undefined : state?.left;
  const template = state?.mounts.at(-1)?.template ?? left;
  return template === undefined ? undefined : `${template}/*`;
}
