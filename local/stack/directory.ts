import { mkdir, mkdtemp, readdir, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * The folder of a run: a new one in the system's temporary folder, or the one given.
 * @throws Error if the given one holds anything: data of another run would be taken for this one's
 */
export async function runDirectory(wanted?: string): Promise<string> {
  if (wanted === undefined) return realpath(await mkdtemp(join(tmpdir(), 'gatewatch-')));
  const directory = resolve(wanted);
  await mkdir(directory, { recursive: true });
  if ((await readdir(directory)).length > 0) {
    throw new Error(`--dir ${wanted} is not empty: name a new folder, or empty this one`);
  }
  return directory;
}
