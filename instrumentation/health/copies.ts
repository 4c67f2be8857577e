import { readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** Libraries of which a second copy in the process has state of its own. */
export const SINGLE_COPY_LIBRARIES = ['@opentelemetry/api', 'prom-client'] as const;

/** One copy of a library that this process has loaded. */
export interface Copy {
  readonly version: string;
  readonly path: string;
}

/**
 * Copies of those libraries that this process has loaded, by library. Bundled copies do not show: their files have no
 * name of their own any more.
 * @param files names of all loaded CommonJS modules
 */
export function loadedCopies(
  files: readonly string[] = Object.keys(require.cache),
  versionOf: (folder: string) => string = readVersion,
): Readonly<Record<string, readonly Copy[]>> {
  return Object.fromEntries(
    SINGLE_COPY_LIBRARIES.map((library) => {
      const folders = new Set(files.flatMap((file) => folderOf(library, file) ?? []));
      return [library, [...folders].sort().map((path) => ({ version: versionOf(path), path }))];
    }),
  );
}

/** Folder of the library that a file belongs to; undefined if it belongs to another one. */
function folderOf(library: string, file: string): string | undefined {
  const part = `${sep}node_modules${sep}${library.replaceAll('/', sep)}${sep}`;
  const at = file.lastIndexOf(part);
  if (at < 0) return undefined;
  const folder = file.slice(0, at + part.length - 1);
  // A library below the one that is sought is another library.
  return file.slice(folder.length).includes(`${sep}node_modules${sep}`) ? undefined : folder;
}

function readVersion(folder: string): string {
  try {
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      version?: string;
    };
    return version ?? 'unknown';
  } catch {
    return 'unknown';
  }
}
