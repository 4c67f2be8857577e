import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { captureOutput } from './output';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'output-'));
});
afterEach(() => rm(directory, { recursive: true }));

test('writes everything to the file and keeps the last 20 lines', async () => {
  const stream = new PassThrough();
  const output = captureOutput([stream], join(directory, 'part.log'));
  const text = Array.from({ length: 100 }, (_, i) => `line ${i}\n`).join('');
  for (let at = 0; at < text.length; at += 7) stream.write(text.slice(at, at + 7));
  stream.end('no newline at the end');
  await turn();
  await turn();
  await output.close();
  expect(await readFile(join(directory, 'part.log'), 'utf8')).toBe(`${text}no newline at the end`);
  expect(output.lastLines()).toHaveLength(20);
  expect(output.lastLines()[0]).toBe('line 81');
  expect(output.lastLines().at(-1)).toBe('no newline at the end');
});

test('a file that cannot be written is noted, and lines are kept all the same', async () => {
  const stream = new PassThrough();
  const output = captureOutput([stream], join(directory, 'absent', 'part.log'));
  stream.write('before\n');
  while (output.lastLines().length < 2) await turn();
  stream.write('panic: no space left on device\n');
  while (output.lastLines().length < 3) await turn();
  expect(output.lastLines()).toContainEqual(expect.stringMatching(/^\(log not written: ENOENT/));
  expect(output.lastLines().at(-1)).toBe('panic: no space left on device');
  await output.close();
});

test('a line of any length is cut in memory', async () => {
  const stream = new PassThrough();
  const output = captureOutput([stream], join(directory, 'part.log'));
  stream.write(`${'x'.repeat(10_000)}\n`);
  while (output.lastLines().length < 1) await turn();
  expect(output.lastLines()[0]).toHaveLength(401);
  await output.close();
});

test('the reason of a crash is shown, however long the dump after it', async () => {
  const stream = new PassThrough();
  const output = captureOutput([stream], join(directory, 'part.log'));
  stream.write('started\npanic: invalid type\n\n');
  stream.write(Array.from({ length: 100 }, (_, i) => `goroutine ${i}\n`).join(''));
  while (output.lastLines().at(-1) !== 'goroutine 99') await turn();
  expect(output.lastLines().slice(0, 3)).toEqual(['panic: invalid type', '…', 'goroutine 80']);
  await output.close();
});
