import { differences, increases, quantile, spread } from './statistics';

describe('quantile', () => {
  it('lies between two figures where none has the share below it', () => {
    expect(quantile([4, 1, 2, 3], 0.5)).toBe(2.5);
    expect(quantile([3, 1, 2], 0)).toBe(1);
    expect(quantile([3, 1, 2], 1)).toBe(3);
    expect(quantile([0, 10], 0.99)).toBeCloseTo(9.9);
  });
  it('refuses to speak of nothing', () => {
    expect(() => quantile([], 0.5)).toThrow('no figures');
  });
});

it('a spread is the median with the quartiles', () => {
  expect(spread([5, 1, 2, 3, 4])).toEqual({ median: 3, low: 2, high: 4 });
});

it('compares figures of the same round', () => {
  expect(differences([11, 22], [10, 20])).toEqual([1, 2]);
  expect(increases([11, 30], [10, 20])).toEqual([expect.closeTo(0.1), expect.closeTo(0.5)]);
});
