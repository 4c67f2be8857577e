import { pairsIn, pairwise } from './pairwise';

it.each([[[2, 2]], [[2, 2, 2, 2]], [[3, 4, 2, 2]], [[6, 2, ...Array.from({ length: 13 }, () => 2)]]])(
  'every two values come together: %j',
  (sizes) => {
    const rows = pairwise(sizes);
    const seen = new Set(rows.flatMap(pairsIn).map((pair) => JSON.stringify(pair)));
    const all = sizes.reduce(
      (sum, size, factor) => sum + sizes.slice(factor + 1).reduce((inner, other) => inner + size * other, 0),
      0,
    );
    expect(seen.size).toBe(all);
    for (const row of rows) row.forEach((value, factor) => expect(value).toBeLessThan(sizes[factor] ?? 0));
    expect(pairwise(sizes)).toEqual(rows);
  },
);

it('takes far fewer rows than there are combinations', () => {
  expect(pairwise(Array.from({ length: 12 }, () => 2)).length).toBeLessThan(14);
});
