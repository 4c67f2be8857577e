import type { IncomingMessage } from 'node:http';
import { json, Refusal } from './response';

/** Bytes; sampling rules for hundreds of routes fit. */
const MAX_BODY_BYTES = 64 * 1024;

/**
 * The body of a request as text.
 * @throws Refusal with 413 if it is longer than 64 KiB
 */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Not destroyed when it is left: the refusal goes over the same connection.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function tooLarge(): Refusal {
  // The rest of the body is not read, so the connection is of no further use.
  return new Refusal(
    json(413, { error: `a body has at most ${MAX_BODY_BYTES} bytes` }, { connection: 'close' }),
  );
}

/**
 * What a JSON body says.
 * @throws Refusal with 400 if it is none
 */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new Refusal(json(400, { error: 'the body must be JSON' }));
  }
}
