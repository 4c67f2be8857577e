import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../testing/temporary-folder';
import { acquireLock } from './file-lock.cjs';
import { processStart } from './process-start.cjs';

const folder = temporaryFolder();
const lock = (): string => join(folder(), 'locks', 'x.lock');
const FAST = { pollMs: 5 };

const children: ChildProcess[] = [];
afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));

function node(script: string): ChildProcess {
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  return child;
}

const holder = (path: string): ChildProcess =>
  node(`require(${JSON.stringify(join(__dirname, 'file-lock.cjs'))})
    .acquireLock(${JSON.stringify(path)}).then(() => { console.log('held'); setInterval(() => {}, 1000); })`);

test('a lock is there while it is held, and gone afterwards with all drafts', async () => {
  const unlock = await acquireLock(lock());
  expect(JSON.parse(readFileSync(lock(), 'utf8'))).toMatchObject({
    pid: process.pid,
    start: processStart(process.pid),
  });
  unlock();
  expect(readdirSync(join(folder(), 'locks'))).toEqual([]);
});

test('the second waits for the first, and is told once whom it waits for', async () => {
  const waits: number[] = [];
  const unlock = await acquireLock(lock());
  let taken = false;
  const second = acquireLock(lock(), { ...FAST, onWait: (pid) => waits.push(pid) }).then((release) => {
    taken = true;
    release();
  });
  while (waits.length === 0) await new Promise(setImmediate);
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(taken).toBe(false);
  unlock();
  await second;
  expect(waits).toEqual([process.pid]);
});

test('the lock of a process that was killed is taken over', async () => {
  const child = holder(lock());
  await once(child.stdout as NodeJS.ReadableStream, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(existsSync(lock())).toBe(true);
  const unlock = await acquireLock(lock(), FAST);
  expect(JSON.parse(readFileSync(lock(), 'utf8'))).toMatchObject({ pid: process.pid });
  unlock();
});

test.each([
  ['whose pid now belongs to another process', { pid: process.pid, start: 'long ago', token: 'x' }],
  ['that is no lock at all', 'rubbish'],
])('a lock %s is taken over', async (_, content) => {
  mkdirSync(join(folder(), 'locks'));
  writeFileSync(lock(), JSON.stringify(content));
  (await acquireLock(lock(), FAST))();
});

test('waiting can be broken off, and leaves nothing behind', async () => {
  const unlock = await acquireLock(lock());
  const controller = new AbortController();
  const waiting = acquireLock(lock(), {
    ...FAST,
    signal: controller.signal,
    onWait: () => controller.abort(),
  });
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  unlock();
  expect(readdirSync(join(folder(), 'locks'))).toEqual([]);
});

test('of many processes that find a stale lock, one holds it at a time', async () => {
  const dead = spawnSync('true').pid;
  mkdirSync(join(folder(), 'locks'));
  writeFileSync(lock(), JSON.stringify({ pid: dead, start: '1', token: 'x' }));
  const trace = join(folder(), 'trace');
  const racers = Array.from({ length: 4 }, () =>
    node(`const { acquireLock } = require(${JSON.stringify(join(__dirname, 'file-lock.cjs'))});
      const { appendFileSync } = require('node:fs');
      (async () => {
        for (let i = 0; i < 10; i++) {
          const unlock = await acquireLock(${JSON.stringify(lock())}, { pollMs: 1 });
          appendFileSync(${JSON.stringify(trace)}, 'in ');
          await new Promise((resolve) => setTimeout(resolve, 1));
          appendFileSync(${JSON.stringify(trace)}, 'out ');
          unlock();
        }
      })();`),
  );
  const codes = await Promise.all(racers.map(async (racer) => (await once(racer, 'exit'))[0] as number));
  expect(codes).toEqual([0, 0, 0, 0]);
  expect(readFileSync(trace, 'utf8')).toBe('in out '.repeat(40));
});
