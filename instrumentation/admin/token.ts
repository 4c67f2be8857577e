import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The token that requests have to show. */
export type TokenSource = () => string;

/** Time for which a token that was read from a file holds, so that a mounted secret may be rotated. */
const REREAD_MS = 5_000;

/** Where the token comes from; the value wins over the file. Undefined: there is none. */
export function tokenSource(
  { value, file }: { readonly value: string | undefined; readonly file: string | undefined },
  now: () => number = Date.now,
): TokenSource | undefined {
  if (value !== undefined) return () => value;
  return file === undefined ? undefined : tokenFile(file, now);
}

/**
 * Reads the token from a file, and again every 5 s.
 * The source throws an Error that names the file and what is wrong with it; it does not fall back to an older token,
 * which may have been taken away on purpose.
 */
function tokenFile(file: string, now: () => number): TokenSource {
  let token = '';
  let readAt = -Infinity;
  return () => {
    if (now() - readAt >= REREAD_MS) {
      token = readToken(file);
      readAt = now();
    }
    return token;
  };
}

function readToken(file: string): string {
  let token: string;
  try {
    token = readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new Error(`the token file ${file} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  if (token === '') throw new Error(`the token file ${file} is empty`);
  return token;
}

/** True if an `Authorization` header carries the token. Takes the same time wherever the two differ. */
export function carriesToken(authorization: string | undefined, token: string): boolean {
  const [scheme = '', given = ''] = (authorization ?? '').split(' ', 2);
  // Digests are of equal length, so not even the length of the token shows.
  return timingSafeEqual(digest(given), digest(token)) && scheme.toLowerCase() === 'bearer';
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
