import type { IncomingMessage } from 'node:http';
import { UNMATCHED_ROUTE } from '../contract';
import { knownNotes, notesOf, type RequestNotes } from './request-notes';

/** Finds a route template when a request has ended and no hook has seen a route; undefined: not mine. */
export type RouteResolver = (request: IncomingMessage) => string | undefined;

/** Route templates of requests. Framework hooks write them, the server hook reads them when a request ends. */
export class Routes {
  readonly #resolvers: RouteResolver[] = [];

  /** @param stated told each statement about a request, as it is made */
  constructor(private readonly stated: (notes: RequestNotes, route: string) => void = () => undefined) {}

  /** States the route of a request; the last statement counts. */
  set(request: IncomingMessage, template: string): void {
    const route = absolute(template);
    const notes = notesOf(request);
    notes.route = route;
    this.stated(notes, route);
  }

  /** Adds a resolver; they are asked in the order in which they were added. */
  addResolver(resolver: RouteResolver): void {
    this.#resolvers.push(resolver);
  }

  /** Template of the request's route, `unmatched` if nobody knows one. Never the raw path. */
  of(request: IncomingMessage): string {
    const stated = knownNotes(request)?.route;
    if (stated !== undefined) return stated;
    for (const resolve of this.#resolvers) {
      const resolved = resolve(request);
      if (resolved !== undefined) return absolute(resolved);
    }
    return UNMATCHED_ROUTE;
  }
}

/** With a leading slash, so that no template reads like the reserved `unmatched` or `other`. */
function absolute(template: string): string {
  return template.charCodeAt(0) === SLASH ? template : `/${template}`;
}

const SLASH = 47;
