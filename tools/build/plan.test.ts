import { pinOf } from '../pins';
import { parallelPackages, planBuilds } from './plan';

test('tools of one module are built one after the other', () => {
  const plan = planBuilds([pinOf('promtool'), pinOf('tempo'), pinOf('prometheus'), pinOf('amtool')]);
  expect(plan.map((group) => group.map(({ name }) => name))).toEqual([
    ['promtool', 'prometheus'],
    ['tempo'],
    ['amtool'],
  ]);
});

test.each([
  // cores, unfinished builds, packages at once
  [2, 5, 1],
  [2, 1, 2],
  [1, 3, 1],
  [8, 3, 2],
  [16, 5, 3],
  [4, 4, 1],
])('%i cores and %i builds: %i packages each', (cores, builds, expected) => {
  expect(parallelPackages(cores, builds)).toBe(expected);
  expect(Math.min(cores, builds) * parallelPackages(cores, builds)).toBeLessThanOrEqual(cores);
});
