import type { Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { LOOPBACK } from '../../ports';

/** `127.0.0.1:PORT` of a server that listens on a free port. */
export async function listen(server: Pick<Server, 'listen' | 'address' | 'once'>): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, LOOPBACK, resolve);
  });
  return `${LOOPBACK}:${(server.address() as AddressInfo).port}`;
}

/** Closes a server and what is open on it. */
export function shut(server: Pick<Server, 'close' | 'closeAllConnections'>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
