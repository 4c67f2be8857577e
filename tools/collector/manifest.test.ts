import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COLLECTOR_BUILDER, pinOf } from '../pins';
import { manifestModules, readManifest } from './manifest';

// What the generated main package imports besides the components themselves.
const GENERATED_IMPORTS = [
  'component',
  'confmap',
  'connector',
  'exporter',
  'extension',
  'otelcol',
  'processor',
  'receiver',
  'service',
].map((name) => `go.opentelemetry.io/collector/${name}`);

const goMod = readFileSync(join(__dirname, '../modules/otelcol/go.mod'), 'utf8');
const direct = [...goMod.matchAll(/^\t(\S+) (v\S+)$/gm)].map(([, path = '', version = '']) => ({
  path,
  version,
}));
const manifest = readManifest();
const byPath = (a: { path: string }, b: { path: string }): number => (a.path < b.path ? -1 : 1);

test('the committed go.mod requires exactly the modules of the manifest, at its versions', () => {
  const components = direct.filter(({ path }) => !GENERATED_IMPORTS.includes(path));
  expect(components.sort(byPath)).toEqual(manifestModules(manifest).sort(byPath));
});

test('the committed go.mod is that of the generated program', () => {
  expect(goMod).toContain(`\nmodule ${manifest.dist.module}\n`);
  expect(direct.map(({ path }) => path)).toEqual(expect.arrayContaining(GENERATED_IMPORTS));
});

test('manifest, pin and builder are of one version', () => {
  expect(manifest.dist.version).toBe(pinOf('otelcol').version);
  expect(COLLECTOR_BUILDER.version).toBe(pinOf('otelcol').version);
  const core = direct.find(({ path }) => path === 'go.opentelemetry.io/collector/otelcol');
  expect(core?.version).toBe(`v${manifest.dist.version}`);
});
