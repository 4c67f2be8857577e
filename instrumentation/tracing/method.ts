import { HTTP_METHODS } from '../contract';

const KNOWN: ReadonlySet<string> = new Set(HTTP_METHODS);

/** Method as the HTTP conventions want it: one of the known ones, else `_OTHER`. */
export function conventionalMethod(method: string): string {
  return KNOWN.has(method) ? method : '_OTHER';
}

/** Method at the head of a span name: `HTTP` stands for one that a client made up. */
export function methodInName(method: string): string {
  return KNOWN.has(method) ? method : 'HTTP';
}
