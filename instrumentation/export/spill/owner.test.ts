import { spawnSync } from 'node:child_process';
import { folderName, isRunning, ownerOf, thisOwner } from './owner';

const owner = { host: '0123abcd', pid: 42, start: '987' };

it('is read back from the name of a folder, its own or one that it took over', () => {
  expect(ownerOf(folderName(owner))).toEqual(owner);
  expect(ownerOf(folderName(owner, 3))).toEqual(owner);
  expect(ownerOf('traces')).toBeUndefined();
  expect(ownerOf('0123abcd-42-987.bak')).toBeUndefined();
});

it('knows that this process runs, and one that has ended does not', () => {
  const me = thisOwner();
  expect(me.host).toMatch(/^[0-9a-f]{8}$/);
  expect(isRunning(me)).toBe(true);
  const { pid } = spawnSync(process.execPath, ['--version']);
  expect(isRunning({ ...me, pid })).toBe(false);
});

(process.platform === 'linux' ? it : it.skip)('knows a pid that is used again', () => {
  expect(isRunning({ ...thisOwner(), start: '1' })).toBe(false);
});
