import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { COLLECTOR_BUILDER } from '../pins';
import { type Located, locate } from '../locate/locate';
import { acquireLock } from '../lock/file-lock.cjs';
import { generateCollector } from './collector-sources';
import { explainFailure, ToolBuildError } from './failure';
import { type BuildSite, compile, downloadModules } from './go-command';
import { patchSources } from './patched-sources';

/**
 * Builds a tool into the cache, unless another process has done so meanwhile. One process builds a module at a time, others
 * wait: they would compile the same packages twice. Interrupted at any moment it leaves no half binary, and Go's own
 * build cache keeps what was compiled. Throws `ToolBuildError`.
 */
export async function buildTool(site: BuildSite): Promise<Located & { origin: 'built' | 'cache' }> {
  const { pin, context, signal } = site;
  const target = locateInCache(site);
  try {
    const unlock = await acquireLock(join(context.cache, 'locks', `${pin.module}.lock`), {
      signal,
      onWait: (pid) => site.onProgress({ state: 'waiting', reason: `process ${pid} builds it` }),
    });
    try {
      const now = locateInCache(site);
      if (now.origin === 'cache') return { ...now, origin: 'cache' };
      await buildInto(site, target.path);
      return { ...target, origin: 'built' };
    } finally {
      unlock();
    }
  } catch (error) {
    throw asBuildError(error, site);
  }
}

// A build is asked for because nothing on PATH fits; the cache alone is of interest now.
function locateInCache({ pin, context }: BuildSite): Located {
  return locate(pin, { ...context, env: { ...context.env, PATH: '', GATEWATCH_TOOLS_DIR: '' } });
}

async function buildInto(site: BuildSite, target: string): Promise<void> {
  const { pin, context } = site;
  const folder = dirname(target);
  mkdirSync(folder, { recursive: true });
  removeDrafts(folder);
  const draft = join(folder, `.${basename(target)}.${process.pid}`);
  const sources = join(folder, `.sources.${process.pid}`);
  try {
    if (pin.generated === true) await generateCollector(site, await collectorBuilder(site), sources);
    if (pin.patched !== undefined) {
      // The sources are copied from the module cache, so they have to be there first.
      await downloadModules(site);
      await patchSources(site, pin.patched, sources);
    }
    const hasSources = pin.generated === true || pin.patched !== undefined;
    const inPlace = hasSources ? { ...site, dir: sources } : site;
    await compile(inPlace, draft, await downloadModules(inPlace));
    const verdict = context.probe(pin, draft);
    if (!verdict.fits) {
      throw new ToolBuildError(
        pin.name,
        'checking what was built',
        [`${pin.name} ${verdict.why}`],
        'the pin in tools/pins.ts and tools/modules do not agree: restore both with git.',
      );
    }
    renameSync(draft, target);
  } finally {
    rmSync(draft, { force: true });
    rmSync(sources, { recursive: true, force: true });
  }
}

// Left by a process that was killed: whoever holds the lock is alone here.
function removeDrafts(folder: string): void {
  for (const entry of readdirSync(folder)) {
    if (entry.startsWith('.')) rmSync(join(folder, entry), { recursive: true, force: true });
  }
}

async function collectorBuilder(site: BuildSite): Promise<string> {
  const { context } = site;
  const found = locate(COLLECTOR_BUILDER, context);
  if (found.origin !== 'missing') return found.path;
  const built = await buildTool({
    ...site,
    pin: COLLECTOR_BUILDER,
    dir: join(context.modulesDir, COLLECTOR_BUILDER.module),
  });
  return built.path;
}

// What the file system refuses outside `go` (no space, no permission) deserves the same words.
function asBuildError(error: unknown, site: BuildSite): unknown {
  if (error instanceof ToolBuildError || site.signal?.aborted === true) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  const advice = explainFailure([message], `npm run tools -- ${site.pin.name}`);
  return new ToolBuildError(site.pin.name, 'building it', [message], advice);
}
