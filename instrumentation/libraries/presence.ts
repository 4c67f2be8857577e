import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** True if a package can be resolved from where the gateway is. */
export type Presence = (name: string) => boolean;

/**
 * Looks into the `node_modules` folders above the gateway's entry script and above its working folder. Only their
 * names are looked at: a package's own `exports` may hide every file of it.
 * @param script what `process.argv[1]` holds
 */
export function presence(script: string | undefined, cwd: string): Presence {
  const starts = [cwd, ...(script === undefined ? [] : [dirname(real(script))])];
  const folders = [...new Set(starts.flatMap(above))]
    .map((folder) => join(folder, 'node_modules'))
    .filter((folder) => existsSync(folder));
  return (name) => folders.some((folder) => existsSync(join(folder, name)));
}

/** The folder and all that it lies in. */
function above(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...above(parent)];
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
