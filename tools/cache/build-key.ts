import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MANIFEST_PATH } from '../collector/manifest';
import { COLLECTOR_BUILDER, type ToolPin } from '../pins';
import { buildFlags } from '../build/flags';
import { ADDITIONS, additions } from '../build/patched-sources';

/** Enough of a hash to tell builds apart and short enough to read in a path. */
const KEY_LENGTH = 12;

/** Names a build by all that decides its outcome: module files, package, flags, and for the collector its manifest. */
export function buildKey(pin: ToolPin, modulesDir: string): string {
  const hash = createHash('sha256');
  for (const file of ['go.mod', 'go.sum'])
    hash.update(readFileSync(join(modulesDir, pin.module, file), 'utf8'));
  hash.update(JSON.stringify([process.platform, process.arch, pin.package, buildFlags(pin)]));
  if (pin.generated === true) {
    hash.update(readFileSync(MANIFEST_PATH, 'utf8')).update(COLLECTOR_BUILDER.version);
  }
  if (pin.patched !== undefined) {
    const moduleDir = join(modulesDir, pin.module);
    for (const file of additions(moduleDir))
      hash.update(file).update(readFileSync(join(moduleDir, ADDITIONS, file), 'utf8'));
  }
  return hash.digest('hex').slice(0, KEY_LENGTH);
}

/** Where a built binary lives: `<cache>/tools/<name>/<version>-<key>/<name>`. */
export function cachedPath(pin: ToolPin, modulesDir: string, cache: string): string {
  return join(cache, 'tools', pin.name, `${pin.version}-${buildKey(pin, modulesDir)}`, pin.name);
}
