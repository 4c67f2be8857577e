import { createServer, type Server } from 'node:net';

/** Loopback only: nothing that runs locally is reachable from another machine. */
export const LOOPBACK = '127.0.0.1';

/** A listener that holds the port, or the code of the error (`EADDRINUSE`, `EACCES`, …) that says why not. */
export function hold(port: number): Promise<Server | string> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ port, host: LOOPBACK, exclusive: true }, () => resolve(server));
  });
}

/** Undefined if the port can be listened on, else the code of the error. */
export async function obstacle(port: number): Promise<string | undefined> {
  const held = await hold(port);
  if (typeof held === 'string') return held;
  await close(held);
  return undefined;
}

export function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
