import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** File in which a folder remembers what was written into it. */
const LIST = '.gatewatch-render';

/** The folder holds files that are not ours. */
export class ForeignDirectoryError extends Error {
  constructor(directory: string, found: readonly string[]) {
    super(
      `${directory} holds files that were not rendered (${found.slice(0, 3).join(', ')}${found.length > 3 ? ', …' : ''}): ` +
        'choose an empty or a new folder, or add --force to write beside them',
    );
    this.name = 'ForeignDirectoryError';
  }
}

/**
 * Writes files into a folder and removes what an earlier call had written and this one does not.
 * @param files text by path below the folder
 * @param theirs name of a folder in it that belongs to the user
 * @param force whether files of others may be there; they are left alone, unless one has the name of a file to write
 * @throws ForeignDirectoryError before anything is written
 */
export function writeDirectory(
  directory: string,
  files: Readonly<Record<string, string>>,
  force: boolean,
  theirs?: string,
): void {
  mkdirSync(directory, { recursive: true });
  const present = filesIn(directory).filter((path) => theirs === undefined || !path.startsWith(`${theirs}/`));
  const ours = present.includes(LIST) ? readFileSync(join(directory, LIST), 'utf8').split('\n') : [];
  const foreign = present.filter((name) => name !== LIST && !ours.includes(name));
  if (foreign.length > 0 && !force) throw new ForeignDirectoryError(directory, foreign);
  for (const name of present.filter((name) => ours.includes(name) && !(name in files))) {
    rmSync(join(directory, name));
  }
  // The list comes first: what is written after it can be cleaned up by the next call, also after a crash.
  writeFileSync(join(directory, LIST), `${Object.keys(files).join('\n')}\n`);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
}

function filesIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)))
    .sort();
}
