import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { readManifest } from '../collector/manifest';
import { runStep, type BuildSite } from './go-command';

/**
 * Writes the collector's sources to `dir` with the builder, and beside them the committed go.mod and go.sum in place of
 * the ones that the builder makes: its own resolution also wants modules that only tests need, and differs from day to day.
 */
export async function generateCollector(site: BuildSite, builder: string, dir: string): Promise<void> {
  mkdirSync(dir, { recursive: true });
  const manifest = readManifest();
  const config = join(dir, 'manifest.yaml');
  writeFileSync(config, stringify({ ...manifest, dist: { ...manifest.dist, output_path: dir } }));
  await runStep(
    { ...site, dir },
    {
      step: 'generating its sources from tools/collector/manifest.yaml',
      command: builder,
      args: ['--config', config, '--skip-compilation', '--skip-get-modules'],
    },
  );
  for (const file of ['go.mod', 'go.sum']) {
    copyFileSync(join(site.context.modulesDir, site.pin.module, file), join(dir, file));
  }
}
