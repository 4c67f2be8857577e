import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, unlinkSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Nobody else may connect, and nobody else may put a socket in the place of ours. */
const OWNER_ONLY = 0o700;
const OTHERS = 0o077;

/** Characters of a hash in a file name: the path of a socket may have a hundred characters in all. */
const HASH_LENGTH = 12;

/**
 * The folder for sockets, made if it is missing.
 * @throws Error if it cannot be made, or if others may use it
 */
export function socketFolder(configured: string | undefined): string {
  const uid = process.getuid?.() ?? 0;
  const folder = configured ?? join(tmpdir(), `gatewatch-${uid}`);
  mkdirSync(folder, { recursive: true, mode: OWNER_ONLY });
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== uid || (found.mode & OTHERS) !== 0) {
    throw new Error(
      `${folder} must be a folder that only this user may use: set GATEWATCH_CLUSTER_DIR to another`,
    );
  }
  return folder;
}

/**
 * Path of the socket of one gateway's processes.
 * @param primary process id of the primary that has forked them
 * @param group what else they have in common, where the primary forks several gateways
 */
export function socketPath(folder: string, primary: number, group: readonly string[] = []): string {
  return join(folder, `${hash([hostname()])}-${primary}-${hash(group)}.sock`);
}

/** Removes what is in the way of a socket, and the sockets of primaries that are gone. */
export function clearFor(path: string, folder: string): void {
  for (const name of readdirSync(folder)) {
    const [, host, primary] = /^(\w+)-(\d+)-\w+\.sock$/.exec(name) ?? [];
    const file = join(folder, name);
    if (file === path || (host === hash([hostname()]) && !isAlive(Number(primary)))) remove(file);
  }
}

/** Removes a file if it is there. */
export function remove(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // Another process was faster, or listening will complain.
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

function hash(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, HASH_LENGTH);
}
