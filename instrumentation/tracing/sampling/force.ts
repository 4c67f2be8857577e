import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export interface ForceOptions {
  /** Header in lower case. */
  readonly header: string;
  readonly secret: string;
}

/**
 * Tells whether a request asks to be traced and may ask for it. The comparison takes the same time for every value: both
 * sides are hashed first, so not even the length of the secret shows.
 */
export function forceCheck({ header, secret }: ForceOptions): (headers: IncomingHttpHeaders) => boolean {
  const expected = digest(secret);
  return (headers) => {
    const given = headers[header];
    return typeof given === 'string' && timingSafeEqual(digest(given), expected);
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
