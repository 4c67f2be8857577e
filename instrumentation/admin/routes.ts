/** Answer of the admin port. */
export interface AdminResponse {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** What can be asked on the admin port, by path. */
export type AdminRoutes = Readonly<Record<string, () => AdminResponse | Promise<AdminResponse>>>;

/** Methods that every path takes; all of them only read. */
export const ALLOWED_METHODS = ['GET', 'HEAD'];

/** Answer with a JSON body. */
export function json(status: number, body: unknown): AdminResponse {
  return {
    status,
    contentType: 'application/json; charset=utf-8',
    body: `${JSON.stringify(body, undefined, 2)}\n`,
  };
}

/** Answer to one request. Rejects if the route does. */
export async function answer(
  routes: AdminRoutes,
  method: string | undefined,
  url: string | undefined,
): Promise<AdminResponse> {
  if (!ALLOWED_METHODS.includes(method ?? 'GET')) {
    return json(405, { error: `method ${method} is not allowed`, allowed: ALLOWED_METHODS });
  }
  const path = (url ?? '/').split('?', 1)[0] as string;
  const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
  if (route === undefined) return json(404, { error: `nothing at ${path}`, paths: Object.keys(routes) });
  return route();
}
