import { transitionCheck, watchBreakers } from './breakers';
import type { Note } from './ledgers';

test('each change once, and an open state that nobody saw', () => {
  const notes: Note[] = [];
  const watch = watchBreakers({ note: (name, labels, amount = 1) => notes.push({ name, labels, amount }) });
  for (const state of ['closed', 'open', 'open', 'half_open', 'closed']) watch('a', 'x', state);
  watch('b', 'x', 'half_open');
  expect(
    transitionCheck(notes).rows.map(({ labels: { service, from, to } }) => `${service}: ${from} > ${to}`),
  ).toEqual([
    'a: closed > open',
    'a: open > half_open',
    'a: half_open > closed',
    'b: closed > open',
    'b: open > half_open',
  ]);
});
