import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Writes the files below the directory, and makes folders as needed.
 * @param mode permissions of the files, e.g. 0o600
 * @throws Error naming the file, the reason and what to do
 */
export async function writeFiles(
  directory: string,
  files: Readonly<Record<string, string>>,
  mode?: number,
): Promise<void> {
  await Promise.all(
    Object.entries(files).map(async ([path, text]) => {
      const file = join(directory, path);
      try {
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, text, { mode });
      } catch (error) {
        throw writeError(file, error);
      }
    }),
  );
}

/**
 * Makes the folders.
 * @throws Error naming the folder, the reason and what to do
 */
export async function makeFolders(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    await mkdir(folder, { recursive: true }).catch((error: unknown) => {
      throw writeError(folder, error);
    });
  }
}

/** An error that says what could not be written, why, and what to do. */
export function writeError(what: string, error: unknown): Error {
  return new Error(`cannot write ${what}: ${reason(error)}`, { cause: error });
}

function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC') return 'the disk is full; make room, or name a folder on another disk with --dir';
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') {
    return 'it may not be written; name another folder with --dir';
  }
  return message;
}
