import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireSpace, runDirectory } from './directory';
import { makeFolders, writeFiles } from './write';

let base: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'directory-'));
});
afterEach(() => rm(base, { recursive: true }));

test('each run gets a folder of its own', async () => {
  const [first, second] = await Promise.all([runDirectory(), runDirectory()]);
  expect(first).not.toBe(second);
  expect(await readdir(first)).toEqual([]);
  await Promise.all([first, second].map((directory) => rm(directory, { recursive: true })));
});

test('the folder that the user names is made', async () => {
  const wanted = join(base, 'a', 'b');
  expect(await runDirectory(wanted)).toBe(wanted);
  expect(await readdir(wanted)).toEqual([]);
});

test('a folder with anything in it is refused', async () => {
  await writeFile(join(base, 'data'), '');
  await expect(runDirectory(base)).rejects.toThrow(/--dir .* is not empty: name a new folder/);
});

test('a disk without room is refused before anything is written', async () => {
  await expect(requireSpace(base, 1)).resolves.toBeUndefined();
  await expect(requireSpace(base, 1e12)).rejects.toThrow(
    /is full: [\d.]+ MB are free, a run needs 1000000000000 MB; make room/,
  );
});

test('files are written below the folder; what cannot be is named', async () => {
  await writeFiles(base, { 'a/b.yaml': 'b', 'c.yaml': 'c' });
  expect((await readdir(base, { recursive: true })).sort()).toEqual(['a', 'a/b.yaml', 'c.yaml']);
  const below = join('c.yaml', 'd.yaml');
  await expect(writeFiles(base, { [below]: '' })).rejects.toThrow(`cannot write ${join(base, below)}: `);
  await expect(makeFolders([join(base, 'c.yaml', 'logs')])).rejects.toThrow(/cannot write .*logs: /);
});
