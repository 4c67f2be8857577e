import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { runStep, type BuildSite } from './go-command';

/** Folder of a module that mirrors where its files go in the sources of the patched dependency. */
export const ADDITIONS = 'additions';

/** Folders of Go modules that no package of the command is in, and that are large. */
const NOT_SOURCES = ['vendor', 'docs', 'example', 'integration', 'operations', '.git'];

/**
 * Writes to `dir` the module's go.mod and go.sum, and beside them a copy of the dependency `patched` with our files
 * added, which go.mod is made to use. Go's own `-overlay` does not reach into the module cache.
 */
export async function patchSources(site: BuildSite, patched: string, dir: string): Promise<void> {
  const module = join(site.context.modulesDir, site.pin.module);
  let source = '';
  await runStep(
    { ...site, dir: module },
    {
      step: `finding the sources of ${patched}`,
      args: ['list', '-m', '-mod=readonly', '-f', '{{.Dir}}', patched],
      onLine: (line, stream) => {
        if (stream === 'stdout' && line !== '') source = line;
      },
    },
  );
  copyTree(source, join(dir, 'patched'));
  copyTree(join(module, ADDITIONS), join(dir, 'patched'));
  copyFileSync(join(module, 'go.sum'), join(dir, 'go.sum'));
  const goMod = readFileSync(join(module, 'go.mod'), 'utf8');
  writeFileSync(join(dir, 'go.mod'), `${goMod}\nreplace ${patched} => ./patched\n`);
}

/** Files that are added to a patched dependency, sorted; relative to the folder of additions. */
export function additions(moduleDir: string): readonly string[] {
  const root = join(moduleDir, ADDITIONS);
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}

// Not `cp -r`: what the module cache holds is read-only, and a copy that keeps its modes can neither be added to nor removed.
function copyTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (entry.isDirectory() && !NOT_SOURCES.includes(entry.name)) {
      copyTree(join(from, entry.name), join(to, entry.name));
    } else if (entry.isFile()) {
      writeFileSync(join(to, entry.name), readFileSync(join(from, entry.name)));
    }
  }
}
