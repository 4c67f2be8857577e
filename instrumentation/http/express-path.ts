/** Parameters as Express holds them: text, or a list of segments for a wildcard of Express 5. */
export type ExpressParams = Readonly<Record<string, unknown>>;

/**
 * Template of a path that a mount point has taken off the URL: the values of its parameters become their names again.
 * Express keeps no template of a mount point on the request, only what it matched: `/tenants/42` for `/tenants/:id`.
 * Where a literal segment reads like a parameter's value, it is taken for the parameter; the result stays bounded.
 */
export function mountTemplate(path: string, params: ExpressParams): string {
  const names = namesByValue(params);
  if (names.length === 0) return path;
  const segments = path.split('/').map((segment) => segmentTemplate(segment, names));
  // The segments of one wildcard are one parameter.
  return segments.filter((segment, index) => segment === '' || segment !== segments[index - 1]).join('/');
}

/** Template of a route inside its mount point. The path is what the gateway passed to `app.get()` and the like. */
export function routeTemplate(mount: string, path: unknown): string {
  const own = Array.isArray(path) ? path.map(String).join('|') : String(path);
  if (mount === '') return own;
  return own === '/' || own === '' ? mount : `${mount}${own.startsWith('/') ? '' : '/'}${own}`;
}

type Named = readonly [value: string, name: string];

function namesByValue(params: ExpressParams): Named[] {
  return Object.entries(params).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : String(value ?? '').split('/'))
      .filter((part): part is string => typeof part === 'string' && part !== '')
      .map((part): Named => [part, `:${name}`]),
  );
}

function segmentTemplate(segment: string, names: readonly Named[]): string {
  const decoded = decode(segment);
  const exact = names.find(([value]) => value === decoded);
  if (exact !== undefined) return exact[1];
  // A parameter may be a part of a segment, as in `/v:version`.
  const part = names.find(([value]) => decoded.includes(value));
  return part === undefined ? segment : decoded.replace(part[0], () => part[1]);
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
