import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../../testing/until';
import { BUSY } from '../testing/sender-under-test';
import { UNTOUCHED_MS } from './estate';
import { systemDisk } from './disk';
import { fileName, UNFINISHED } from './file-name';
import type { Entry } from './shelf';
import { FAILED_FOR_MS } from './spill';
import { diskIdle, spillUnderTest, type UnderTest } from './testing/spill-under-test';

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'gatewatch-spill-'))));
afterEach(async () => {
  await diskIdle();
  rmSync(root, { recursive: true });
});

type It = ReturnType<typeof spillUnderTest>;
const start = (options: Partial<UnderTest> = {}): It => spillUnderTest({ root, ...options });
const files = (): string[] =>
  readdirSync(root, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.otlp'))
    .sort();
const texts = (it: It): string[] =>
  it.transport.calls.flatMap((call) => call.map((body) => String(Buffer.from(body))));
const calls = (it: It, count: number) => until(`${count} calls`, () => it.transport.calls.length === count);

/** A process that has left batches of one item each on disk. */
async function left(pid: number, batches: readonly string[], host?: string): Promise<void> {
  const it = start({ pid, held: () => true, ...(host === undefined ? {} : { host }) });
  for (const text of batches) it.put(text);
  // Written before it ends: a process that is dead writes nothing more.
  await until('written', () => it.ledger.balance.spilled === batches.length);
  it.spill.close();
}

it('writes, and sends in order, one call at a time', async () => {
  const it = start();
  for (const text of ['a', 'b', 'c']) it.put(text, 2);
  for (let n = 1; n <= 3; n += 1) {
    await calls(it, n);
    it.transport.answer({ ok: true, rejected: n === 3 ? 1 : 0 });
  }
  await until('all settled', () => it.ledger.balance.queued === 0 && it.ledger.balance.spilled === 0);
  expect(texts(it)).toEqual(['a', 'b', 'c']);
  expect(it.ledger.balance).toMatchObject({ ended: 6, exported: 5, dropped: { export_failed: 1 } });
  await until('the files are gone', () => files().length === 0);
});

it('keeps what is refused for now, and comes back to it after a pause', async () => {
  const it = start();
  it.put('a');
  await calls(it, 1);
  it.transport.answer(BUSY);
  await until('it pauses', () => it.clock.pending() === 1);
  expect(it.ledger.balance).toMatchObject({ spilled: 1, exported: 0 });
  expect(files()).toHaveLength(1);
  it.clock.advance(500);
  await calls(it, 2);
  expect(texts(it)).toEqual(['a', 'a']);
});

it('waits for as long as the queue has trouble, and goes on when the collector takes something', async () => {
  let held = true;
  const it = start({ held: () => held });
  it.put('a');
  await until('written', () => it.ledger.balance.spilled === 1 && it.clock.pending() === 1);
  expect(it.transport.calls).toHaveLength(0);
  held = false;
  it.spill.resume();
  await calls(it, 1);
});

it('counts what is torn as damaged, and goes on', async () => {
  const it = start({ held: () => true });
  it.put('a', 3);
  it.put('b');
  await until('written', () => it.ledger.balance.spilled === 4);
  writeFileSync(join(root, files()[0] ?? ''), 'torn');
  it.spill.close();

  const next = start({ pid: 2 });
  await next.spill.look();
  await calls(next, 1);
  next.transport.answer();
  await until('all settled', () => next.ledger.balance.spilled === 0);
  expect(texts(next)).toEqual(['b']);
  expect(next.ledger.balance).toMatchObject({
    recovered: 4,
    exported: 1,
    queued: 0,
    dropped: { spill_damaged: 3 },
  });
});

it('comes back to a file that cannot be read for now', async () => {
  let fails = true;
  const read = (entry: Entry): Promise<Buffer> =>
    fails ? Promise.reject(new Error('EMFILE: too many open files')) : systemDisk.read(entry);
  const it = start({ disk: { read } });
  it.put('a');
  await until('it pauses', () => it.clock.pending() === 1);
  expect(it.ledger.balance).toMatchObject({ spilled: 1, dropped: { spill_damaged: 0 } });
  fails = false;
  it.clock.advance(500);
  await calls(it, 1);
});

it('drops the oldest where the space runs out, and one that would never fit', async () => {
  const it = start({ maxBytes: 300, held: () => true });
  for (const text of ['a', 'b', 'c']) it.put(text.repeat(100));
  it.put('d'.repeat(400));
  await until('written', () => it.ledger.balance.queued === 0);
  expect(it.ledger.balance).toMatchObject({ ended: 4, spilled: 2, dropped: { spill_full: 2 } });
  expect(it.spill.bytes).toBeLessThanOrEqual(300);
  expect(it.health.at(-1)).toBe('degraded');
  expect(it.lines.filter((line) => line.includes('MAX_BYTES'))).toHaveLength(1);
  it.spill.close();
});

it('leaves a disk alone that cannot be written, says so once, and tries again', async () => {
  let fails = true;
  const write = async (...args: Parameters<typeof systemDisk.write>): Promise<void> => {
    if (fails) throw new Error('ENOSPC: no space left on device');
    await systemDisk.write(...args);
  };
  const it = start({ disk: { write }, held: () => true });
  it.put('a', 2);
  it.put('b');
  await until('both failed', () => it.ledger.balance.dropped.spill_failed === 3);
  expect(it.spill.takes).toBe(false);
  expect(it.lines).toHaveLength(1);
  expect(it.lines[0]).toContain('ENOSPC');
  fails = false;
  it.clock.advance(FAILED_FOR_MS);
  expect(it.spill.takes).toBe(true);
  it.put('c');
  await until('written', () => it.ledger.balance.spilled === 1);
  expect(it.health.at(-1)).toBe('ok');
  it.spill.close();
});

it('writes at the end, at once, what waits to be written, once each, for its user alone', () => {
  const it = start();
  for (const text of ['a', 'b']) it.put(text);
  it.spill.close();
  expect(it.ledger.balance).toMatchObject({ spilled: 2, queued: 0 });
  expect(files()).toHaveLength(2);
  const [first = ''] = files();
  expect(statSync(join(root, first)).mode & 0o777).toBe(0o600);
  expect(statSync(join(root, first, '..')).mode & 0o777).toBe(0o700);
});

it('does not write again after the end what was under way before it', async () => {
  const prepared: (() => void)[] = [];
  const written: string[] = [];
  const it = start({
    disk: {
      prepare: () => new Promise((resolve) => prepared.push(resolve)),
      write: async (_folder, name) => void written.push(name),
    },
  });
  it.put('a');
  it.spill.close();
  for (const go of prepared) go();
  await diskIdle();
  expect(written).toEqual([]);
  expect(files()).toHaveLength(1);
});

describe('folders of other processes', () => {
  it('are taken over from the dead, by one process, and sent oldest first', async () => {
    await left(7, ['a', 'b']);
    await left(8, ['c']);
    const both = [start({ pid: 2, running: [2, 3] }), start({ pid: 3, running: [2, 3] })];
    await Promise.all(both.map((it) => it.spill.look()));
    const recovered = both.map((it) => it.ledger.balance.recovered);
    expect(recovered.reduce((sum, count) => sum + count, 0)).toBe(3);
    const answer = setInterval(() => both.forEach((it) => it.transport.answer()), 1);
    await until('all sent', () => both.every((it) => it.ledger.balance.spilled === 0)).finally(() =>
      clearInterval(answer),
    );
    expect(both.flatMap(texts).sort()).toEqual(['a', 'b', 'c']);
    for (const it of both) expect(texts(it)).toEqual([...texts(it)].sort());
    for (const it of both) it.spill.close();
    await until('no folder is left', () => readdirSync(root).length === 0);
  });

  it('stay with a process that runs', async () => {
    await left(7, ['a']);
    const it = start({ pid: 2, running: [7] });
    await it.spill.look();
    expect(it.ledger.balance.recovered).toBe(0);
    expect(files()).toHaveLength(1);
    it.spill.close();
  });

  it('of another host are taken over once nobody has touched them for long', async () => {
    await left(7, ['a'], 'ffffffff');
    const it = start({ pid: 2, held: () => true });
    const [folder = ''] = readdirSync(root);
    const touched = (agoMs: number): void => {
      const at = new Date(it.clock.unixSeconds() * 1000 - agoMs);
      utimesSync(join(root, folder), at, at);
    };
    touched(UNTOUCHED_MS - 1000);
    await it.spill.look();
    expect(it.ledger.balance.recovered).toBe(0);
    touched(UNTOUCHED_MS + 1000);
    await it.spill.look();
    expect(it.ledger.balance).toMatchObject({ recovered: 1, spilled: 1 });
    it.spill.close();
  });

  it('count a file that was still being written as damaged, and are left alone if they are none of ours', async () => {
    const dead = join(root, '00000000-7-1');
    mkdirSync(dead);
    writeFileSync(join(dead, fileName(1, 1, 5) + UNFINISHED), 'half');
    mkdirSync(join(root, 'somebody else'));
    const it = start({ pid: 2 });
    await it.spill.look();
    expect(it.ledger.balance).toMatchObject({ recovered: 5, spilled: 0, dropped: { spill_damaged: 5 } });
    it.spill.close();
    expect(readdirSync(root)).toEqual(['somebody else']);
  });
});
