import { execFileSync } from 'node:child_process';
import { parse } from 'yaml';
import { locateTool } from '../index';
import { checkCollectorConfig } from './check';
import { missingModules } from './components';
import { COMPONENT_KINDS, manifestModules, readManifest } from './manifest';

const output = execFileSync(locateTool('otelcol'), ['components'], { encoding: 'utf8' });
const manifest = readManifest();
const printed = parse(output) as Record<string, { name?: string; module: string }[]>;

test('the built collector has the modules of the manifest, and no others', () => {
  expect(missingModules(output)).toEqual([]);
  const modules = [...COMPONENT_KINDS, 'providers'].flatMap((kind) =>
    (printed[kind] ?? []).map((component) => component.module),
  );
  const wanted = manifestModules(manifest).map(({ path, version }) => `${path} ${version}`);
  expect(modules.sort()).toEqual(wanted.sort());
});

test('the check knows every component type that the collector prints', () => {
  const config = Object.fromEntries(
    COMPONENT_KINDS.map((kind) => [
      kind,
      Object.fromEntries((printed[kind] ?? []).map(({ name }) => [name, {}])),
    ]),
  );
  expect(Object.keys(config['processors'] ?? {})).toContain('tail_sampling');
  expect(checkCollectorConfig(config, manifest)).toEqual([]);
});
