/** A path with `{name}` for some of its segments. */
interface Template<T> {
  readonly segments: readonly string[];
  /** What comes before the first of these segments. */
  readonly prefix: string;
  readonly method: string;
  readonly value: T;
}

/** What was found, and what stands in the place of the `{name}`s. */
export interface Found<T> {
  readonly value: T;
  readonly parameters: Readonly<Record<string, string>>;
}

const NONE = {};

/** Values by method and path. A request for a path without `{name}` takes one look into a map. */
export class PathTable<T> {
  readonly #exact = new Map<string, Map<string, Found<T>>>();
  readonly #templates: Template<T>[] = [];

  add(method: string, path: string, value: T): void {
    if (path.includes('{')) {
      const prefix = path.slice(0, path.indexOf('{'));
      this.#templates.push({ segments: path.split('/'), prefix, method, value });
      return;
    }
    const methods = this.#exact.get(path) ?? new Map<string, Found<T>>();
    this.#exact.set(path, methods.set(method, { value, parameters: NONE }));
  }

  /** HEAD finds what GET does. */
  find(method: string | undefined, url: string | undefined): Found<T> | undefined {
    const path = pathOf(url);
    const methods = this.#exact.get(path);
    if (methods !== undefined) return methods.get(asked(method));
    for (const template of this.#templates) {
      if (!path.startsWith(template.prefix) || template.method !== asked(method)) continue;
      const parameters = parametersOf(template.segments, path.split('/'));
      if (parameters !== undefined) return { value: template.value, parameters };
    }
    return undefined;
  }
}

/** The path of a request target, without its query. */
export function pathOf(url: string | undefined): string {
  if (url === undefined) return '/';
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
}

/** The query of a request target. */
export function queryOf(url: string | undefined): URLSearchParams {
  const query = url?.indexOf('?') ?? -1;
  return new URLSearchParams(query < 0 ? '' : url?.slice(query + 1));
}

function asked(method: string | undefined): string {
  return method === 'HEAD' ? 'GET' : (method ?? '');
}

/** Segments in the place of the `{name}`s, decoded; undefined if the path does not fit or holds no valid text. */
function parametersOf(
  segments: readonly string[],
  given: readonly string[],
): Readonly<Record<string, string>> | undefined {
  if (segments.length !== given.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const text = given[index] as string;
    if (!segment.startsWith('{')) {
      if (segment !== text) return undefined;
      continue;
    }
    const value = decoded(text);
    if (value === undefined || value === '') return undefined;
    parameters[segment.slice(1, -1)] = value;
  }
  return parameters;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
