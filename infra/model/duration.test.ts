import { durationSeconds, inHours } from './duration';

it.each([
  ['15s', 15],
  ['1h30m', 5400],
  ['250ms', 0.25],
  ['1m250ms', 60.25],
  ['2w1d', 15 * 86400],
])('%s is %d seconds', (text, seconds) => {
  expect(durationSeconds(text)).toBe(seconds);
});

it.each(['', '15', '1.5h', 's', '1s1h', '-1s', '1 s'])('"%s" is no duration', (text) => {
  expect(() => durationSeconds(text)).toThrow(`"${text}" is not a duration; write e.g. 15s`);
});

it('counts in hours for binaries that know no days', () => {
  expect(inHours('15d')).toBe('360h');
  expect(inHours('10m')).toBe('1h');
});
