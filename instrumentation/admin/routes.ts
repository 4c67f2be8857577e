import type { IncomingHttpHeaders } from 'node:http';
import type { Access } from './gate';
import { type AdminResponse, json } from './response';

/** Methods that a path may take; HEAD is answered as GET is, without the body. */
export type AdminMethod = 'GET' | 'PUT' | 'POST';

/** One request to the admin port. */
export interface AdminRequest {
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The body as text. Rejects with a refusal if it is too large. */
  readonly body: () => Promise<string>;
}

export type AdminHandler = (request: AdminRequest) => AdminResponse | Promise<AdminResponse>;

/** What can be done with one path, and by whom. */
export interface AdminRoute {
  readonly access: Access;
  readonly methods: Readonly<Partial<Record<AdminMethod, AdminHandler>>>;
}

/** What can be asked on the admin port, by path. */
export type AdminRoutes = Readonly<Record<string, AdminRoute>>;

/** A request with the route and the handler that it is for. */
export interface Matched {
  readonly route: AdminRoute;
  readonly handler: AdminHandler;
  readonly isWrite: boolean;
  readonly query: URLSearchParams;
}

/** What a request is for, or the answer to one that is for nothing. */
export function match(
  routes: AdminRoutes,
  method: string | undefined,
  url: string | undefined,
): Matched | AdminResponse {
  const [path = '/', query] = (url ?? '/').split('?', 2);
  const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
  if (route === undefined) {
    return json(404, { error: 'nothing at this path', paths: Object.keys(routes) });
  }
  const wanted = method === 'HEAD' ? 'GET' : method;
  const handler = isMethod(wanted) ? route.methods[wanted] : undefined;
  if (handler === undefined) {
    const allowed = allowedMethods(route);
    return json(405, { error: 'method not allowed', allowed }, { allow: allowed.join(', ') });
  }
  return { route, handler, isWrite: wanted !== 'GET', query: new URLSearchParams(query) };
}

function isMethod(method: string | undefined): method is AdminMethod {
  return method === 'GET' || method === 'PUT' || method === 'POST';
}

function allowedMethods({ methods }: AdminRoute): string[] {
  return Object.keys(methods).flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
}
