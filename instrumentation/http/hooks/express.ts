import { IncomingMessage, type ServerResponse } from 'node:http';
import type { InternalPart } from '../../contract';
import { type ExpressParams, mountTemplate, routeTemplate } from '../express-path';
import { type ExpressState, inheritedNotes, knownNotes, notesOf } from '../request-notes';
import type { Routes } from '../routes';
import { watchExpressErrors } from './express-errors';

/** What a request outside of all mount points has; nothing is ever put in. */
const NO_MOUNTS: ExpressState['mounts'] = [];

type ExpressRequest = IncomingMessage & {
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
      mount(state, request);
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
  assigned: (request: ExpressRequest, state: ExpressState) => void,
): void {
  Object.defineProperty(IncomingMessage.prototype, name, {
    configurable: true,
    enumerable: false,
    get(this: ExpressRequest): unknown {
      return inheritedNotes(this)?.express?.[name];
    },
    set(this: ExpressRequest, value: unknown) {
      const notes = notesOf(this);
      const state = (notes.express ??= {
        route: undefined,
        baseUrl: undefined,
        mounts: NO_MOUNTS,
        left: undefined,
      });
      state[name] = value;
      assigned(this, state);
    },
  });
}

/** Brings the open mount points in line with `baseUrl`, which grows at each one and shrinks on the way out. */
function mount(state: ExpressState, request: ExpressRequest): void {
  const { baseUrl } = state;
  if (typeof baseUrl !== 'string' || (baseUrl === '' && state.mounts.length === 0)) return;
  // Most requests never enter a mount point.
  const mounts = state.mounts.length === 0 ? (state.mounts = []) : state.mounts;
  const isWithin = (path: string) => baseUrl === path || baseUrl.startsWith(`${path}/`);
  while (mounts.length > 0 && !isWithin(mounts.at(-1)?.path ?? '')) {
    const gone = mounts.pop();
    state.left ??= gone?.template;
  }
  const outer = mounts.at(-1) ?? { path: '', template: '' };
  if (baseUrl === outer.path) return;
  const template = outer.template + mountTemplate(baseUrl.slice(outer.path.length), request.params ?? {});
  mounts.push({ path: baseUrl, template });
  state.left = undefined;
}

/**
 * Route of a request that a handler under a mount point has answered, a proxy say: `/orders/*`. A request that
 * nobody answered has left all mount points by the time its 404 is sent; so has one whose handler called next(err),
 * and there the status tells that somebody did care.
 */
function mountedHandler(request: ExpressRequest): string | undefined {
  const state = knownNotes(request)?.express;
  const left = request.res?.statusCode === 404 ? undefined : state?.left;
  const template = state?.mounts.at(-1)?.template ?? left;
  return template === undefined ? undefined : `${template}/*`;
}
