import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clearFor, socketFolder, socketPath } from './rendezvous';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gatewatch-rendezvous-'))));
afterEach(() => rmSync(folder, { recursive: true }));

it('takes a folder that only this user may use', () => {
  expect(socketFolder(join(folder, 'a', 'b'))).toBe(join(folder, 'a', 'b'));
  chmodSync(folder, 0o755);
  expect(() => socketFolder(folder)).toThrow(
    'must be a folder that only this user may use: set GATEWATCH_CLUSTER_DIR',
  );
  const file = join(folder, 'file');
  writeFileSync(file, '');
  expect(() => socketFolder(file)).toThrow();
});

it('names a socket by the primary and by what its gateways have not in common, short enough for one', () => {
  const paths = [
    socketPath(folder, 1),
    socketPath(folder, 2),
    socketPath(folder, 1, ['a']),
    socketPath(folder, 1, ['b']),
  ];
  expect(new Set(paths).size).toBe(4);
  for (const path of paths) expect(path.length - folder.length).toBeLessThan(50);
});

it('clears its own path and the sockets of primaries that are gone, and nothing else', () => {
  const own = socketPath(folder, process.pid);
  const gone = socketPath(folder, 2 ** 30);
  const alive = socketPath(folder, process.ppid);
  const foreign = join(folder, 'other.sock');
  for (const file of [own, gone, alive, foreign]) writeFileSync(file, '');
  clearFor(own, folder);
  expect([own, gone, alive, foreign].map((file) => existsSync(file))).toEqual([false, false, true, true]);
});
