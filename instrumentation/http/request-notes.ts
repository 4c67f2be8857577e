import type { IncomingMessage } from 'node:http';

/** What Express has assigned to one request. */
export interface ExpressState {
  route: unknown;
  baseUrl: unknown;
  /** Open mount points, outermost first: what they matched, and as a template. */
  mounts: { readonly path: string; readonly template: string }[];
  /** Template of the innermost mount point that was left since one was entered. */
  left: string | undefined;
}

/**
 * All that the hooks note about a request, behind a single property of it: to look for one that a request does not
 * have costs a walk along its prototypes, which frameworks replace and lengthen.
 */
export class RequestNotes {
  /** Route template that a framework has stated last. */
  route: string | undefined = undefined;
  express: ExpressState | undefined = undefined;
  /** Bytes of the body: as announced, or what has come of a chunked one so far. */
  bodyBytes = 0;

  constructor(readonly request: IncomingMessage) {}
}

const NOTES = Symbol('gatewatch.request');
type Noted = IncomingMessage & { [NOTES]?: RequestNotes };

/** The notes about a request, if there are any. */
export function knownNotes(request: IncomingMessage): RequestNotes | undefined {
  const notes = (request as Noted)[NOTES];
  // Not those of another: frameworks derive requests from requests. A proxy is no other request.
  return notes?.request === request || Object.hasOwn(request, NOTES) ? notes : undefined;
}

/** The notes about a request, or about the one that it is derived from. */
export function inheritedNotes(request: IncomingMessage): RequestNotes | undefined {
  return (request as Noted)[NOTES];
}

/** The notes about a request, begun if there are none. */
export function notesOf(request: IncomingMessage): RequestNotes {
  return knownNotes(request) ?? noted(new RequestNotes(request));
}

/** Hangs notes onto their request. */
export function noted<N extends RequestNotes>(notes: N): N {
  (notes.request as Noted)[NOTES] = notes;
  return notes;
}
