import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from './load';
import { versionOfScript } from './service-version';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'service-version-'));
  mkdirSync(join(root, 'app', 'dist'), { recursive: true });
  writeFileSync(join(root, 'package.json'), '{"version":"9.9.9"}');
  writeFileSync(join(root, 'app', 'package.json'), '{"name":"shop","version":"1.4.0"}');
  writeFileSync(join(root, 'app', 'dist', 'package.json'), '{"type":"module"}');
  writeFileSync(join(root, 'app', 'dist', 'gateway.js'), '');
});
afterEach(() => rmSync(root, { recursive: true }));

it('is that of the nearest package which has one, also through a link', () => {
  const script = join(root, 'app', 'dist', 'gateway.js');
  expect(versionOfScript(script)).toBe('1.4.0');
  symlinkSync(script, join(root, 'start'));
  expect(versionOfScript(join(root, 'start'))).toBe('1.4.0');
});

it('passes over a manifest that cannot be read, and is unknown without a script', () => {
  writeFileSync(join(root, 'app', 'package.json'), '{"version":');
  expect(versionOfScript(join(root, 'app', 'gone.js'))).toBe('9.9.9');
  expect(versionOfScript(undefined)).toBeUndefined();
});

it('stands back behind what the configuration says', () => {
  const script = join(root, 'app', 'dist', 'gateway.js');
  expect(loadConfig({}, script).config.resource).toMatchObject({ 'service.version': '1.4.0' });
  expect(loadConfig({}, script).config.serviceVersion).toBe('1.4.0');
  const stated = { OTEL_RESOURCE_ATTRIBUTES: 'service.version=2.0.0' };
  expect(loadConfig(stated, script).config.serviceVersion).toBe('2.0.0');
  expect(loadConfig({ GATEWATCH_PRESET: 'beamline' }, script).config.serviceVersion).toBe('1.0.0');
});
