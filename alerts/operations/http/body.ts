import type { IncomingMessage } from 'node:http';
import { BadRequest } from './query';

/** Bytes. Alertmanager's webhook may carry all alerts of a group. */
const MOST_BYTES = 8 * 1024 * 1024;

/** @throws BadRequest if it is too long or breaks off */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) throw new BadRequest(`the body has more than ${MOST_BYTES} bytes`);
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof BadRequest ? error : new BadRequest('the body breaks off');
  }
  return Buffer.concat(chunks).toString();
}
