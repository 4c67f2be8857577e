import { GRID_COLUMNS, layout, overlap } from './grid';

/** Numbers that look random and are the same in every run (a linear congruential generator). */
function sequence(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('layout', () => {
  it('begins a new line where a panel does not fit, below the highest of the line before', () => {
    const [row] = layout([
      {
        panels: [
          { width: 16, height: 4 },
          { width: 8, height: 8 },
          { width: 10, height: 2 },
        ],
      },
    ]);
    expect(row).toEqual({
      header: { x: 0, y: 0, w: 24, h: 1 },
      panels: [
        { x: 0, y: 1, w: 16, h: 4 },
        { x: 16, y: 1, w: 8, h: 8 },
        { x: 0, y: 9, w: 10, h: 2 },
      ],
    });
  });

  it('puts a row below the one before', () => {
    const [, second] = layout([{ panels: [{ width: 24, height: 3 }] }, { panels: [] }]);
    expect(second?.header.y).toBe(4);
  });

  it('never overlaps and never leaves the grid, whatever the sizes', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const next = sequence(seed);
      const rows = Array.from({ length: 1 + next(5) }, () => ({
        panels: Array.from({ length: next(9) }, () => ({ width: 1 + next(24), height: 1 + next(12) })),
      }));
      const places = layout(rows).flatMap((row) => [row.header, ...row.panels]);
      places.forEach((place, index) => {
        expect(place.x).toBeGreaterThanOrEqual(0);
        expect(place.x + place.w).toBeLessThanOrEqual(GRID_COLUMNS);
        expect(places.slice(0, index).filter((other) => overlap(other, place))).toEqual([]);
      });
    }
  });

  it.each([
    [0, 4],
    [25, 4],
    [2.5, 4],
    [4, 0],
  ])('refuses a panel of %d x %d', (width, height) => {
    expect(() => layout([{ panels: [{ width, height }] }])).toThrow(
      `panel 1 of the row is ${width} x ${height}`,
    );
  });
});

describe('overlap', () => {
  const a = { x: 0, y: 0, w: 12, h: 8 };

  it('is true for a shared cell and false for a shared edge', () => {
    expect(overlap(a, { x: 11, y: 7, w: 1, h: 1 })).toBe(true);
    expect(overlap(a, { x: 12, y: 0, w: 12, h: 8 })).toBe(false);
    expect(overlap(a, { x: 0, y: 8, w: 12, h: 8 })).toBe(false);
  });
});
