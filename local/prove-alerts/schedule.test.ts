import type { Fault, Held } from '../faults';
import { runSchedule } from './schedule';

const fault = (name: string, holds: readonly Held[] = [], more: Partial<Fault> = {}): Fault => ({
  name,
  proves: [],
  holds,
  begin: () => Promise.reject(new Error('not to be begun here')),
  ...more,
});

/** Runs faults that end when they are told to; what began and ended, in order. */
function recorder() {
  const events: string[] = [];
  const release = new Map<string, () => void>();
  const end = new Map<string, () => void>();
  const run = ({ name }: Fault, released: () => void): Promise<void> => {
    events.push(name);
    release.set(name, released);
    return new Promise((resolve) => end.set(name, resolve));
  };
  const turn = async (): Promise<void> => {
    for (let i = 0; i < 10; i += 1) await Promise.resolve();
  };
  return {
    events,
    run,
    release: (name: string) => release.get(name)?.(),
    end: (name: string) => end.get(name)?.(),
    turn,
  };
}

it('runs together what holds different things, and the rest in order', async () => {
  const { events, run, release, end, turn } = recorder();
  const all = [
    fault('a', ['gateway']),
    fault('b', ['gateway', 'upstream']),
    fault('c', ['upstream']),
    fault('d'),
  ];
  const done = runSchedule(all, run);
  await turn();
  // c waits behind b, though what it holds is free.
  expect(events).toEqual(['a', 'd']);
  release('a');
  await turn();
  expect(events).toEqual(['a', 'd', 'b']);
  release('b');
  await turn();
  expect(events).toEqual(['a', 'd', 'b', 'c']);
  for (const name of ['a', 'b', 'c', 'd']) end(name);
  await done;
});

it('runs alone what disturbs all others, after their last end', async () => {
  const { events, run, release, end, turn } = recorder();
  const done = runSchedule([fault('all', [], { alone: true }), fault('a')], run);
  await turn();
  release('a');
  await turn();
  expect(events).toEqual(['a']);
  end('a');
  await turn();
  expect(events).toEqual(['a', 'all']);
  end('all');
  await done;
});
