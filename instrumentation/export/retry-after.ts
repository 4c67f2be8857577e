/**
 * Milliseconds that a `Retry-After` header asks to wait: seconds, or an HTTP date. Undefined if it is neither, or past.
 * @param now Unix time in milliseconds
 */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return wait > 0 ? wait : undefined;
}
