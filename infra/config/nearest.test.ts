import { nearest } from './nearest';

it.each([
  ['retension', ['replicas', 'retention'], 'retention'],
  ['Retention', ['retention'], 'retention'],
  ['temp', ['prometheus', 'tempo'], 'tempo'],
  ['xyz', ['retention', 'replicas'], undefined],
  ['anything', [], undefined],
])('%s among %j is %s', (word, candidates, expected) => {
  expect(nearest(word, candidates)).toBe(expected);
});
