import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { cachedPath } from '../cache/build-key';
import { type ToolContext } from '../context';
import { type ToolPin } from '../pins';

/** Where a binary comes from. */
export type Origin = 'GATEWATCH_TOOLS_DIR' | 'PATH' | 'cache' | 'built';

/** What looking for a tool found. */
export interface Located {
  readonly name: string;
  /** The pinned version, or the version of the binary that stands in for it. */
  readonly version: string;
  readonly origin: Origin | 'missing';
  /** Absolute path; for a missing tool where a build would put it. */
  readonly path: string;
  /** Binaries that were passed over, with the reason. */
  readonly passedOver: readonly string[];
}

/**
 * Looks for a fitting binary: in `GATEWATCH_TOOLS_DIR`, then on PATH, then in the cache. Builds nothing.
 * Throws if `GATEWATCH_TOOLS_DIR` names no folder.
 */
export function locate(pin: ToolPin, context: ToolContext): Located {
  const passedOver: string[] = [];
  for (const { origin, path } of candidates(pin, context.env)) {
    const verdict = context.probe(pin, path);
    if (verdict.fits) return { name: pin.name, version: verdict.version, origin, path, passedOver };
    passedOver.push(`${path} (${origin}) ${verdict.why}`);
  }
  const path = cachedPath(pin, context.modulesDir, context.cache);
  // What lies in the cache was probed before it was moved there, and its path says what it is.
  const origin = isExecutable(path) ? 'cache' : 'missing';
  return { name: pin.name, version: pin.version, origin, path, passedOver };
}

function candidates(
  pin: ToolPin,
  env: NodeJS.ProcessEnv,
): { origin: 'GATEWATCH_TOOLS_DIR' | 'PATH'; path: string }[] {
  // Relative entries would find whatever lies in the current folder.
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  return [
    ...toolsDir(env).map((folder) => ({ origin: 'GATEWATCH_TOOLS_DIR' as const, folder })),
    ...[...new Set(folders)].map((folder) => ({ origin: 'PATH' as const, folder })),
  ]
    .map(({ origin, folder }) => ({ origin, path: join(folder, pin.name) }))
    .filter(({ path }) => isExecutable(path));
}

function toolsDir(env: NodeJS.ProcessEnv): string[] {
  const folder = env['GATEWATCH_TOOLS_DIR'];
  if (folder === undefined || folder === '') return [];
  if (!isAbsolute(folder) || statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new Error(
      `GATEWATCH_TOOLS_DIR is ${JSON.stringify(folder)}: it must be the absolute path of a folder with binaries. Correct it or unset it.`,
    );
  }
  return [folder];
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
