import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HELLO } from '../testing/fixture-pins';
import { temporaryFolder } from '../testing/temporary-folder';
import { buildKey, cachedPath } from './build-key';

const folder = temporaryFolder();
const modules = (): string => {
  cpSync(join(__dirname, '../testing/fixture-modules'), folder(), { recursive: true });
  return folder();
};

test('the same module and flags have the same key', () => {
  expect(buildKey(HELLO, modules())).toBe(buildKey({ ...HELLO }, modules()));
});

test.each(['go.mod', 'go.sum'])('%s decides the key', (file) => {
  const dir = modules();
  const before = buildKey(HELLO, dir);
  writeFileSync(join(dir, 'hello', file), 'other');
  expect(buildKey(HELLO, dir)).not.toBe(before);
});

test('flags and package decide the key', () => {
  const dir = modules();
  const keys = [HELLO, { ...HELLO, ldflags: ['-X main.version=1.2.4'] }, { ...HELLO, package: './cmd' }].map(
    (pin) => buildKey(pin, dir),
  );
  expect(new Set(keys).size).toBe(3);
});

test('the path names tool, version and key', () => {
  const dir = modules();
  expect(cachedPath(HELLO, dir, '/cache')).toBe(`/cache/tools/hello/1.2.3-${buildKey(HELLO, dir)}/hello`);
});
