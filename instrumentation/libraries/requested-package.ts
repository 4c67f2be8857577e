import { isAbsolute, sep } from 'node:path';

const IN_MODULES = `${sep}node_modules${sep}`;

/**
 * Name of the package that a module asks for, or that a file belongs to; undefined for a file of the gateway itself.
 * @param request what stands in `require()`, or the path of a file
 */
export function requestedPackage(request: string): string | undefined {
  if (request.startsWith('.')) return undefined;
  if (!isAbsolute(request)) return firstParts(request, '/');
  const at = request.lastIndexOf(IN_MODULES);
  return at < 0 ? undefined : firstParts(request.slice(at + IN_MODULES.length), sep);
}

function firstParts(path: string, separator: string): string {
  const end = path.indexOf(separator);
  if (end < 0 || !path.startsWith('@')) return end < 0 ? path : path.slice(0, end);
  const scoped = path.indexOf(separator, end + 1);
  const name = scoped < 0 ? path : path.slice(0, scoped);
  return separator === '/' ? name : name.replace(separator, '/');
}
