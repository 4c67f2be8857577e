import { bind } from '../contract';
import { defaultPreset } from '../presets/default';
import { Increments } from './increments';
import { Ledger } from './ledger';

const ledger = () => new Ledger(bind(defaultPreset), () => undefined);
const add = [['http_server_requests_total', 'a="b"', 2]] as const;

function total({ aggregate }: Ledger): number {
  const family = aggregate.families.find(({ name }) => name === 'http_server_requests_total');
  return [...(family?.samples.all ?? [])].reduce(
    (sum, sample) => sum + ('value' in sample ? sample.value : 0),
    0,
  );
}

it('counts a piece once, whoever tells it again', () => {
  const one = ledger();
  expect(one.take({ from: 'a', seq: 1, add })).toBe(true);
  expect(one.take({ from: 'a', seq: 1, add })).toBe(false);
  expect(one.take({ from: 'b', seq: 1, add })).toBe(true);
  expect(total(one)).toBe(4);
});

it('is copied with what it has seen', () => {
  const [one, copy] = [ledger(), ledger()];
  one.take({ from: 'a', seq: 1, add });
  one.take({ from: 'a', seq: 2, add });
  for (const piece of one.copy((families) => new Increments().since(families))) copy.take(piece);
  expect(total(copy)).toBe(4);
  expect(copy.take({ from: 'a', seq: 2, add })).toBe(false);
  expect(copy.take({ from: 'a', seq: 3, add })).toBe(true);
  expect(total(copy)).toBe(6);
});
