import { METHODS } from 'node:http';
import type { Parser } from './parse';

/** One line of a route table: `GET /orders/:id`; without a method it holds for all. */
export interface RouteTemplate {
  readonly method: string | undefined;
  /** `:name` stands for one segment, a `*` at the end for any number of them. */
  readonly path: string;
}

const ALLOWED = 'templates with commas between, e.g. GET /orders/:id,POST /orders,/files/*';

/** Route templates with commas between, each with its method before it if it holds for one only. */
export const routeList: Parser<readonly RouteTemplate[]> = (text) => {
  const routes = text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map(routeTemplate);
  const good = routes.filter((route) => route !== undefined);
  return good.length === routes.length ? { ok: true, value: good } : { ok: false, allowed: ALLOWED };
};

function routeTemplate(entry: string): RouteTemplate | undefined {
  const words = entry.split(/\s+/);
  const path = words.at(-1) ?? '';
  const method = words.length === 2 ? words[0]?.toUpperCase() : undefined;
  const isMethod = words.length === 1 || (words.length === 2 && METHODS.includes(method ?? ''));
  const segments = path.split('/');
  // A wildcard in the middle would be read as a literal, which nobody means.
  const isPath = path.startsWith('/') && !/[?#]/.test(path) && !segments.slice(0, -1).includes('*');
  return isMethod && isPath ? { method, path } : undefined;
}
