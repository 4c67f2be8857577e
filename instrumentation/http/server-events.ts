import { Server } from 'node:net';
import type { InternalPart } from '../contract';
import { isOwnServer } from './own-servers';

/** Told of an event that a server is about to emit, before the gateway's own listeners. */
export type ServerEventHandler = (server: Server, args: readonly unknown[]) => void;

/** Told of such an event first of all; true means that it has dealt with it, and that nobody else hears of it. */
export type ServerEventClaim = (server: Server, args: readonly unknown[]) => boolean;

type Emit = (this: Server, event: string | symbol, ...args: unknown[]) => boolean;

/**
 * Watches what HTTP servers emit, where Node.js publishes nothing on a channel. All kinds of HTTP servers inherit from
 * `net.Server`: one method on its prototype reaches those that exist already, whoever has imported what and how, and
 * `http2` need not be loaded for it. No listener is added, so what Node.js does without a listener it goes on doing.
 */
export class ServerEvents {
  readonly #handlers = new Map<string | symbol, ServerEventClaim[]>();
  readonly #countError: (where: InternalPart) => void;
  #isInstalled = false;

  constructor(countError: (where: InternalPart) => void) {
    this.#countError = countError;
  }

  /** Adds a handler. An error in it is counted for `part`. */
  on(event: string, part: InternalPart, handler: ServerEventHandler): void {
    const handle = this.#guarded(part, (server, args) => {
      handler(server, args);
      return false;
    });
    this.#set(event, [...(this.#handlers.get(event) ?? []), handle]);
  }

  /** Adds a handler that may keep an event from everybody else. An error in it is counted for `part`. */
  claim(event: string, part: InternalPart, handler: ServerEventClaim): void {
    this.#set(event, [this.#guarded(part, handler), ...(this.#handlers.get(event) ?? [])]);
  }

  #guarded(part: InternalPart, handler: ServerEventClaim): ServerEventClaim {
    return (server, args) => {
      try {
        return handler(server, args);
      } catch {
        this.#countError(part);
        return false;
      }
    };
  }

  #set(event: string, handlers: ServerEventClaim[]): void {
    this.#handlers.set(event, handlers);
    if (!this.#isInstalled) this.#install();
  }

  #install(): void {
    this.#isInstalled = true;
    const handlers = this.#handlers;
    const prototype = Server.prototype as unknown as { emit: Emit };
    const { emit } = prototype;
    const watched: Emit = function (event, ...args) {
      const interested = handlers.get(event);
      if (interested !== undefined && isHttp(this) && !isOwnServer(this)) {
        for (const handler of interested) if (handler(this, args)) return true;
      }
      return emit.call(this, event, ...args);
    };
    Object.defineProperty(prototype, 'emit', { configurable: true, writable: true, value: watched });
  }
}

/** HTTP servers of all kinds have this method; those of `net` and `tls` have not. */
function isHttp(server: Server): boolean {
  return 'setTimeout' in server;
}
