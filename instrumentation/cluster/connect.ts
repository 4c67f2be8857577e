import { connect, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';

const PAUSE_MS = 50;

/** A connection to the socket; undefined if nobody listens there for `withinMs`. */
export async function connectWithin(path: string, withinMs: number): Promise<Socket | undefined> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const socket = await connectOnce(path);
    if (socket !== undefined || Date.now() >= deadline) return socket;
    await setTimeout(PAUSE_MS, undefined, { ref: false });
  }
}

function connectOnce(path: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.unref();
    socket.once('connect', () => {
      socket.removeAllListeners('error');
      resolve(socket);
    });
    socket.once('error', () => resolve(undefined));
  });
}
