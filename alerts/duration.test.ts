import { promDuration } from './duration';

describe('promDuration', () => {
  it.each([
    [0, '0s'],
    [0.25, '250ms'],
    [1, '1s'],
    [90, '1m30s'],
    [5400, '1h30m'],
    [86_400, '1d'],
    [300 / 60, '5s'],
    [300 / 7, '42s857ms'],
  ])('writes %d seconds as %s', (seconds, text) => {
    expect(promDuration(seconds)).toBe(text);
  });

  it.each([-1, NaN, Infinity])('refuses %d', (seconds) => {
    expect(() => promDuration(seconds)).toThrow(`${seconds} is no duration`);
  });
});
