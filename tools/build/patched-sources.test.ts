import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { toolContext } from '../context';
import { pinOf } from '../pins';
import { temporaryFolder } from '../testing/temporary-folder';
import { additions, patchSources } from './patched-sources';

const folder = temporaryFolder();
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder(), path)), { recursive: true });
  writeFileSync(join(folder(), path), text);
};

test('copies the dependency without what is not compiled, adds our files, and points go.mod at the copy', async () => {
  const pin = pinOf('tempo');
  write('modules/tempo/go.mod', 'module here\n');
  write('modules/tempo/go.sum', 'sums\n');
  write('modules/tempo/additions/pkg/codec/after.go', 'package codec\n');
  write('cache/go.mod', 'module there\n');
  write('cache/pkg/codec/codec.go', 'package codec\n');
  write('cache/vendor/modules.txt', '');
  // As Go leaves its module cache.
  for (const path of ['cache/pkg/codec/codec.go', 'cache/pkg/codec', 'cache/pkg'])
    chmodSync(join(folder(), path), 0o555);
  const context = {
    ...toolContext({}),
    modulesDir: join(folder(), 'modules'),
    run: ({ onLine }: { onLine?: (line: string, stream: 'stdout') => void }) => {
      onLine?.(join(folder(), 'cache'), 'stdout');
      return Promise.resolve(0);
    },
  };
  const dir = join(folder(), 'sources');
  await patchSources(
    { pin, context, dir: '', parallel: 1, onProgress: () => undefined },
    'there.example/it',
    dir,
  );
  expect(additions(dir.replace('sources', 'modules/tempo'))).toEqual(['pkg/codec/after.go']);
  const read = (path: string): string => readFileSync(join(dir, path), 'utf8');
  expect(read('go.mod')).toBe('module here\n\nreplace there.example/it => ./patched\n');
  expect(read('go.sum')).toBe('sums\n');
  expect(read('patched/pkg/codec/codec.go')).toBe('package codec\n');
  expect(read('patched/pkg/codec/after.go')).toBe('package codec\n');
  expect(() => read('patched/vendor/modules.txt')).toThrow('ENOENT');
  for (const path of ['cache/pkg', 'cache/pkg/codec']) chmodSync(join(folder(), path), 0o755);
});
