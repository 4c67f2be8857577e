import { type CollectorManifest, manifestModules, readManifest } from './manifest';

/**
 * Modules of the manifest that a collector does not have, by what its `components` command printed. The versions of single
 * modules are not compared: the distribution's own version stands for them.
 */
export function missingModules(components: string, manifest: CollectorManifest = readManifest()): string[] {
  const has = new Set([...components.matchAll(/^\s*module: (\S+)/gm)].map((match) => match[1] ?? ''));
  return manifestModules(manifest)
    .map((module) => module.path)
    .filter((path) => !has.has(path));
}
