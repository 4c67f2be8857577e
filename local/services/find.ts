import { accessSync, constants, readdirSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** Debian keeps the programs of PostgreSQL out of PATH, in a folder for each version. */
const DEBIAN_POSTGRES = '/usr/lib/postgresql';

/** Path of a program on PATH; undefined if there is none. */
export function findProgram(name: string, path = process.env['PATH'] ?? ''): string | undefined {
  return path
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

/** Folder with `postgres` and `initdb`; undefined if this machine has none. */
export function findPostgres(
  path = process.env['PATH'] ?? '',
  versions: string = DEBIAN_POSTGRES,
): string | undefined {
  const onPath = findProgram('postgres', path);
  const folders = [
    ...(onPath === undefined ? [] : [dirname(realpathSync(onPath))]),
    // The newest version first.
    ...list(versions)
      .sort((a, b) => Number(b) - Number(a))
      .map((version) => join(versions, version, 'bin')),
  ];
  return folders.find((folder) => ['postgres', 'initdb'].every((name) => isExecutable(join(folder, name))));
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
