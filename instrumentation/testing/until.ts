import { setTimeout as delay } from 'node:timers/promises';

const INTERVAL_MS = 15;
const DEADLINE_MS = 20_000;

/**
 * The first result of `probe` that is neither undefined nor false.
 * @throws Error that names what was awaited, after 20 s
 */
export async function until<T>(
  what: string,
  probe: () => T | Promise<T>,
): Promise<Exclude<T, undefined | false>> {
  const deadline = Date.now() + DEADLINE_MS;
  while (Date.now() < deadline) {
    const result = await probe();
    if (result !== undefined && result !== false) return result as Exclude<T, undefined | false>;
    await delay(INTERVAL_MS);
  }
  throw new Error(`timed out waiting until ${what}`);
}
