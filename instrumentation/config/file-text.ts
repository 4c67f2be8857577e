import { readFileSync, statSync } from 'node:fs';

/** Files of the configuration are small; a device or a pipe would hold up the start of the gateway. */
const MAX_BYTES = 1_048_576;

/**
 * What a file of the configuration holds.
 * @throws Error if there is none, or it is no ordinary file of at most 1 MiB
 */
export function fileText(path: string): string {
  const file = statSync(path);
  if (!file.isFile() || file.size > MAX_BYTES) {
    throw new Error(`${path} is no file of at most ${MAX_BYTES} bytes`);
  }
  return readFileSync(path, 'utf8');
}
