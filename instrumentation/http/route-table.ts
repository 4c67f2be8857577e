import type { RouteTemplate } from '../config/routes';
import type { RouteResolver } from './routes';

interface Node {
  readonly literals: Map<string, Node>;
  parameter: Node | undefined;
  /** Templates that end here, by method; `*` for all methods. */
  readonly ends: Map<string, string>;
  /** Templates with a wildcard from here on. */
  readonly wildcards: Map<string, string>;
}

const ANY_METHOD = '*';

/**
 * Finds the templates of a table. Literal segments win over parameters, parameters over wildcards, and a method over
 * none. A request visits each node of the table once at most, whatever its path looks like.
 */
export function routeTable(templates: readonly RouteTemplate[]): RouteResolver {
  const root = node();
  for (const template of templates) insert(root, template);
  return ({ method = 'GET', url = '' }) => find(root, segmentsOf(url), 0, method);
}

function node(): Node {
  return { literals: new Map(), parameter: undefined, ends: new Map(), wildcards: new Map() };
}

function insert(root: Node, { method = ANY_METHOD, path }: RouteTemplate): void {
  const segments = segmentsOf(path);
  const isWildcard = segments.at(-1) === '*';
  let current = root;
  for (const segment of isWildcard ? segments.slice(0, -1) : segments) {
    current = segment.startsWith(':') ? (current.parameter ??= node()) : child(current, segment);
  }
  (isWildcard ? current.wildcards : current.ends).set(method, path);
}

function child({ literals }: Node, segment: string): Node {
  let found = literals.get(segment);
  if (found === undefined) literals.set(segment, (found = node()));
  return found;
}

function find(at: Node, segments: readonly string[], depth: number, method: string): string | undefined {
  const segment = segments[depth];
  if (segment === undefined) return pick(at.ends, method) ?? pick(at.wildcards, method);
  const literal = at.literals.get(segment);
  return (
    (literal && find(literal, segments, depth + 1, method)) ??
    (at.parameter && segment !== '' ? find(at.parameter, segments, depth + 1, method) : undefined) ??
    pick(at.wildcards, method)
  );
}

function pick(templates: ReadonlyMap<string, string>, method: string): string | undefined {
  return templates.get(method) ?? templates.get(ANY_METHOD);
}

/** Segments of the path of a URL; a slash at the end makes no difference. */
function segmentsOf(url: string): string[] {
  const end = url.search(/[?#]/);
  const path = (end < 0 ? url : url.slice(0, end)).replace(/^\//, '');
  return (path.endsWith('/') ? path.slice(0, -1) : path).split('/');
}
