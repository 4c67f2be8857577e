import { mkdir, mkdtemp, readdir, realpath, statfs } from 'node:fs/promises';
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

/** A check writes about 5 MB; the live view about 4 MB a minute, so this lasts for most of an hour. */
const NEEDED_MB = 200;

/** @throws Error if the disk that holds the folder is almost full, saying how much is needed */
export async function requireSpace(directory: string, neededMb: number = NEEDED_MB): Promise<void> {
  const { bavail, bsize } = await statfs(directory);
  const freeMb = (bavail * bsize) / 1e6;
  if (freeMb >= neededMb) return;
  throw new Error(
    `the disk that holds ${directory} is full: ${freeMb.toFixed(1)} MB are free, a run needs ${neededMb} MB; ` +
      'make room, or name a folder on another disk with --dir',
  );
}
