import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGE = 'gatewatch';

/** Version of this package, from the package.json beside the sources or above the build; `unknown` in a bundle. */
export function packageVersion(): string {
  for (const folder of [__dirname, join(__dirname, '..')]) {
    try {
      const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
        name?: string;
        version?: string;
      };
      if (name === PACKAGE && version !== undefined) return version;
    } catch {
      // Not here.
    }
  }
  return 'unknown';
}
