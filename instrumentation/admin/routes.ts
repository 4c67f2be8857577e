import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Access } from './gate';
import { pathOf, queryOf } from './path-table';
import { type AdminResponse, json } from './response';

const METHODS = ['GET', 'PUT', 'POST', 'DELETE'] as const;
/** Methods that a path may take; HEAD is answered as GET is, without the body. */
export type AdminMethod = (typeof METHODS)[number];

/** A request and its response, of HTTP/1 or of the compatibility API of HTTP/2. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** One request to the admin port, or to a path of the gateway's own server that is served likewise. */
export interface AdminRequest {
  readonly method: AdminMethod;
  /** Path, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** What stands in the place of the `{name}`s of the path. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  /** The body as text. Rejects with a refusal if it is too large. */
  readonly body: () => Promise<string>;
  readonly exchange: Exchange;
}

export type AdminHandler = (request: AdminRequest) => AdminResponse | Promise<AdminResponse>;

/** What can be done with one path, and by whom. */
export interface AdminRoute {
  readonly access: Access;
  readonly methods: Readonly<Partial<Record<AdminMethod, AdminHandler>>>;
}

/** What can be asked on the admin port, by path; a path that ends in `/**` stands for all that are below it. */
export type AdminRoutes = Readonly<Record<string, AdminRoute>>;

/** A request with the route and the handler that it is for. */
export interface Matched {
  readonly route: AdminRoute;
  readonly handler: AdminHandler;
  readonly method: AdminMethod;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly parameters: Readonly<Record<string, string>>;
}

/** What a request is for, or the answer to one that is for nothing. */
export function match(
  routes: AdminRoutes,
  method: string | undefined,
  url: string | undefined,
): Matched | AdminResponse {
  const path = pathOf(url);
  const route = Object.hasOwn(routes, path) ? routes[path] : wildcard(routes, path);
  if (route === undefined) {
    return json(404, { error: 'nothing at this path', paths: Object.keys(routes) });
  }
  const wanted = method === 'HEAD' ? 'GET' : METHODS.find((known) => known === method);
  const handler = wanted && route.methods[wanted];
  if (wanted === undefined || handler === undefined) {
    const allowed = allowedMethods(route);
    return json(405, { error: 'method not allowed', allowed }, { allow: allowed.join(', ') });
  }
  return { route, handler, method: wanted, path, query: queryOf(url), parameters: {} };
}

function wildcard(routes: AdminRoutes, path: string): AdminRoute | undefined {
  const key = Object.keys(routes).find((key) => key.endsWith('/**') && path.startsWith(key.slice(0, -2)));
  return key === undefined ? undefined : routes[key];
}

function allowedMethods({ methods }: AdminRoute): string[] {
  return Object.keys(methods).flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
}
