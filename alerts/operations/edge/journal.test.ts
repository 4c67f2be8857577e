import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OperationsEvent } from '../core/events';
import { openJournal } from './journal';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const fired = (fingerprint: string, at: number): OperationsEvent => ({
  type: 'fired',
  at,
  fingerprint,
  labels: {},
  annotations: {},
  startsAt: at,
});
const path = () => join(folder, 'journal.jsonl');

function reopened(oldest = 0) {
  const journal = openJournal(folder, oldest);
  journal.close();
  return journal;
}

test('what was written is there again; a line that a crash cut off is not, and does no harm', () => {
  const journal = openJournal(folder, 0);
  journal.append([fired('a', 1)]);
  journal.close();
  appendFileSync(path(), '{"type":"fir');
  const again = openJournal(folder, 0);
  again.append([fired('b', 2)]);
  again.close();
  expect(reopened()).toMatchObject({ events: [fired('a', 1), fired('b', 2)], unreadable: 0 });
});

test('a line that is none of ours is counted', () => {
  openJournal(folder, 0).close();
  appendFileSync(path(), 'nonsense\n');
  expect(reopened().unreadable).toBe(1);
});

test('what is old goes, but for what goes on', () => {
  const journal = openJournal(folder, 0);
  const ended: OperationsEvent = { type: 'resolved', at: 2, fingerprint: 'over' };
  journal.append([fired('over', 1), ended, fired('on', 1)]);
  journal.close();
  expect(reopened(10).events).toEqual([fired('on', 1)]);
  expect(readFileSync(path(), 'utf8').split('\n')).toHaveLength(2);
});
