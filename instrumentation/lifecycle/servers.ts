import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Server } from 'node:net';

/** Published by Node when a server listens; http, https and http2 servers are net servers too. */
const LISTENING = 'tracing:net.server.listen:asyncEnd';

export interface ServerRegister {
  /** The gateway's servers that listen now. */
  listening(): readonly Server[];
  stop(): void;
}

/** Keeps a list of the servers that listen, without a patch. `own` tells the preload's own servers, which are left out. */
export function trackServers(own: (server: Server) => boolean): ServerRegister {
  const servers = new Set<Server>();
  const listens = (message: unknown): void => {
    const { server } = message as { readonly server: Server };
    servers.add(server);
    server.once('close', () => servers.delete(server));
  };
  subscribe(LISTENING, listens);
  return {
    // Whether a server is the preload's own may be known only after it listens, so it is asked late.
    listening: () => [...servers].filter((server) => server.listening && !own(server)),
    stop: () => unsubscribe(LISTENING, listens),
  };
}
