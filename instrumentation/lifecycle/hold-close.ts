import type { Server } from 'node:net';

/**
 * Puts a server's next `close` event off until `flushed` resolves. A gateway that drains by itself usually ends with
 * `server.close(() => process.exit())`: the spans of its last requests would be lost between those two.
 */
export function holdClose(server: Server, flushed: () => Promise<void>): void {
  const emit = server.emit as Emit;
  const held: Emit = function (this: Server, event, ...args) {
    if (event !== 'close') return emit.call(this, event, ...args);
    restore();
    void flushed().then(() => emit.call(this, event, ...args));
    return server.listenerCount('close') > 0;
  };
  const restore = (): void => {
    if (server.emit !== held) return;
    // The class's own method again, unless somebody had put theirs in its place before.
    delete (server as Partial<Server>).emit;
    if (server.emit !== emit) server.emit = emit;
  };
  server.emit = held;
}

type Emit = (this: Server, event: string, ...args: unknown[]) => boolean;
