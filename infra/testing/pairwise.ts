/** A value of one factor: which factor, which of its values. */
type Choice = readonly [factor: number, value: number];

/**
 * Few rows in which every two values of every two factors come together at least once, the same for the same sizes.
 * @param sizes number of values of each factor
 * @returns rows with the index of a value for each factor
 */
export function pairwise(sizes: readonly number[]): readonly (readonly number[])[] {
  const open = new Map(allPairs(sizes).map((pair) => [keyOf(...pair), pair] as const));
  const rows: number[][] = [];
  for (let [first] = open.values(); first !== undefined; [first] = open.values()) {
    const row = fill(sizes, first, open);
    for (const pair of pairsIn(row)) open.delete(keyOf(...pair));
    rows.push(row);
  }
  return rows;
}

/** A row around a pair: each further factor takes the value that closes most of what is open. */
function fill(
  sizes: readonly number[],
  start: readonly Choice[],
  open: ReadonlyMap<string, unknown>,
): number[] {
  const row = new Map(start);
  sizes.forEach((size, factor) => {
    if (row.has(factor)) return;
    const closes = (value: number): number =>
      [...row].filter((other) => open.has(keyOf([factor, value], other))).length;
    const values = Array.from({ length: size }, (_, value) => value);
    row.set(
      factor,
      values.reduce((best, value) => (closes(value) > closes(best) ? value : best), 0),
    );
  });
  return sizes.map((_, factor) => row.get(factor) ?? 0);
}

function allPairs(sizes: readonly number[]): (readonly [Choice, Choice])[] {
  const choices = sizes.flatMap((size, factor) =>
    Array.from({ length: size }, (_, value): Choice => [factor, value]),
  );
  return choices.flatMap((one, index) =>
    choices.slice(index + 1).flatMap((other) => (one[0] === other[0] ? [] : [[one, other] as const])),
  );
}

/** Every pair that a row has. */
export function pairsIn(row: readonly number[]): (readonly [Choice, Choice])[] {
  return row.flatMap((value, factor) =>
    row.slice(factor + 1).map((other, offset): readonly [Choice, Choice] => [
      [factor, value],
      [factor + 1 + offset, other],
    ]),
  );
}

function keyOf(one: Choice, other: Choice): string {
  const [a, b] = one[0] < other[0] ? [one, other] : [other, one];
  return `${a.join('=')} ${b.join('=')}`;
}
