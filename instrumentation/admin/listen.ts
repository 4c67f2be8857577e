import { chmodSync, lstatSync, unlinkSync } from 'node:fs';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import type { AdminAddress } from './address';

/** Read and write for the owner and the group: the permissions of the file take the place of the token. */
const SOCKET_MODE = 0o660;

/**
 * Makes the server listen; it emits `listening` or `error`. A socket file that a process has left behind is replaced,
 * one that somebody still listens on is not.
 */
export function listen(server: Server, { host, port, socket }: AdminAddress): void {
  if (socket === undefined) {
    // Exclusive: workers of a cluster would otherwise share the port, and each scrape would meet another one.
    server.listen({ host, port, exclusive: true });
    return;
  }
  server.once('listening', () => restrict(server, socket));
  withoutStale(socket, () => server.listen({ path: socket, exclusive: true }));
}

function restrict(server: Server, socket: string): void {
  try {
    chmodSync(socket, SOCKET_MODE);
  } catch (error) {
    server.close();
    server.emit('error', error as Error);
  }
}

/** Calls `then` once a socket file without a listener is gone. */
function withoutStale(socket: string, then: () => void): void {
  if (lstatSync(socket, { throwIfNoEntry: false })?.isSocket() !== true) return then();
  const probe = connect(socket);
  probe.unref();
  probe.once('connect', () => {
    probe.destroy();
    // Listening will say that the address is in use.
    then();
  });
  probe.once('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ECONNREFUSED') remove(socket);
    then();
  });
}

/** What cannot be removed, listening will complain about. */
function remove(socket: string): void {
  try {
    unlinkSync(socket);
  } catch {
    // As said above; nothing may be thrown from an event.
  }
}
