import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Packages that keep state of which there should be one in a process. */
export const SHARED_PACKAGES = ['@opentelemetry/api', 'prom-client'] as const;
export type SharedPackage = (typeof SHARED_PACKAGES)[number];

/** One copy of a package that is loaded. */
export interface PackageCopy {
  readonly name: SharedPackage;
  readonly version: string;
  /** Folder of the package. */
  readonly path: string;
  /** True for the one that the preload itself uses. */
  readonly isOurs: boolean;
}

const PACKAGE = /^.*[\\/]node_modules[\\/](@opentelemetry[\\/]api|prom-client)(?=[\\/])/;

/**
 * Copies among the loaded modules, in the order of their loading. What a bundler has put into a file of its own is no
 * module and does not show.
 * @param files paths of the loaded modules
 * @param own folders of the copies that the preload uses
 */
export function packageCopies(
  files: readonly string[],
  own: readonly string[],
  versionOf: (folder: string) => string = versionIn,
): PackageCopy[] {
  const folders = new Set(files.flatMap((file) => PACKAGE.exec(file)?.[0] ?? []));
  return [...folders].map((path) => ({
    name: SHARED_PACKAGES.find((name) => path.endsWith(join('node_modules', name))) as SharedPackage,
    version: versionOf(path),
    path,
    isOurs: own.includes(path),
  }));
}

/** Copies that are loaded in this process now. */
export function loadedCopies(): PackageCopy[] {
  // The preload has metrics of its own and no prom-client.
  const own = PACKAGE.exec(require.resolve('@opentelemetry/api'))?.[0];
  return packageCopies(Object.keys(require.cache), own === undefined ? [] : [own]);
}

/** Version of the copy that a file belongs to; undefined if it belongs to none. */
export function versionOfFile(file: string): string | undefined {
  const folder = PACKAGE.exec(file)?.[0];
  return folder === undefined ? undefined : versionIn(folder);
}

/** Version of the package in a folder; `unknown` if it says none. */
export function versionIn(folder: string): string {
  try {
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      version?: string;
    };
    return version ?? 'unknown';
  } catch {
    return 'unknown';
  }
}
