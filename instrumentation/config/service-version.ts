import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Version of the gateway as its own package states it: the nearest `package.json` at or above its entry script. A
 * manifest without a version, as of a folder that only says `"type": "module"`, ends the search no more than a missing
 * one does.
 * @param script what `process.argv[1]` holds
 * @returns undefined if there is none, or none that can be read
 */
export function versionOfScript(script: string | undefined): string | undefined {
  if (script === undefined) return undefined;
  for (const folder of foldersAbove(realFolder(script))) {
    const version = versionIn(join(folder, 'package.json'));
    if (version !== undefined) return version;
  }
  return undefined;
}

function versionIn(file: string): string | undefined {
  try {
    const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version?: unknown };
    return typeof version === 'string' && version !== '' ? version : undefined;
  } catch {
    return undefined;
  }
}

/** PM2 and npm start scripts through links. */
function realFolder(script: string): string {
  try {
    return dirname(realpathSync(script));
  } catch {
    return dirname(script);
  }
}

function foldersAbove(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...foldersAbove(parent)];
}
