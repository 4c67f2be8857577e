import type { Socket } from 'node:net';
import { StringDecoder } from 'node:string_decoder';
import type { Message } from './message';

/** Longer lines are no message of ours: a batch of increments is far shorter. */
const MAX_LINE = 32 * 1024 * 1024;

/** Messages in both directions over a socket, one JSON text a line. Never keeps the process alive. */
export class Channel {
  #rest = '';

  /** @param onMessage what it throws ends the channel */
  constructor(
    private readonly socket: Socket,
    onMessage: (message: Message) => void,
    onClose: () => void,
  ) {
    const decoder = new StringDecoder('utf8');
    socket.unref();
    socket.on('data', (chunk) => {
      try {
        for (const line of this.#lines(decoder.write(chunk))) onMessage(JSON.parse(line) as Message);
      } catch {
        socket.destroy();
      }
    });
    socket.once('error', () => socket.destroy());
    socket.once('close', onClose);
  }

  send(message: Message): void {
    if (this.socket.writable) this.socket.write(`${JSON.stringify(message)}\n`);
  }

  close(): void {
    this.socket.destroy();
  }

  #lines(text: string): string[] {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    if (this.#rest.length > MAX_LINE) throw new Error('a line without an end');
    return lines;
  }
}
