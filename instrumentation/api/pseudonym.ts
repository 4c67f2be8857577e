import { createHash, createHmac } from 'node:crypto';

/** 64 bits: no two of a million users share one, and it is short enough to read. */
const HEX_DIGITS = 16;

/**
 * Makes what stands in place of the id of a user: always the same for the same id, so that traces of one user can be
 * found. HMAC-SHA-256 with the key, SHA-256 without one.
 */
export function pseudonyms(key: string | undefined): (userId: string) => string {
  return (userId) => {
    const hash = key === undefined ? createHash('sha256') : createHmac('sha256', key);
    return hash.update(userId).digest('hex').slice(0, HEX_DIGITS);
  };
}
