import { stretches } from './states';

it('neighbouring points of one value are one stretch, which ends where the next begins', () => {
  const points = [
    [0, 1],
    [10, 1],
    [20, 2],
    [30, NaN],
    [40, NaN],
  ] as const;
  expect(stretches(points)).toEqual([
    { from: 0, to: 20, value: 1 },
    { from: 20, to: 30, value: 2 },
    { from: 30, to: 40, value: NaN },
  ]);
  expect(stretches([])).toEqual([]);
});
