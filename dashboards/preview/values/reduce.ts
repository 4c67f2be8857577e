import { type Point } from '../../query/answer';

type Reducer = (values: readonly number[]) => number | undefined;

const finite = (values: readonly number[]): number[] => values.filter((value) => !Number.isNaN(value));
const sum = (values: readonly number[]): number => finite(values).reduce((total, value) => total + value, 0);

const REDUCERS: Readonly<Record<string, Reducer>> = {
  last: (values) => values.at(-1),
  // "Not null" keeps NaN, which is what a ratio without events is.
  lastNotNull: (values) => values.at(-1),
  first: (values) => values[0],
  firstNotNull: (values) => values[0],
  min: (values) => least(finite(values), Math.min),
  max: (values) => least(finite(values), Math.max),
  mean: (values) => (finite(values).length === 0 ? undefined : sum(values) / finite(values).length),
  sum: (values) => (values.length === 0 ? undefined : sum(values)),
  count: (values) => values.length,
  range: (values) =>
    finite(values).length === 0 ? undefined : Math.max(...finite(values)) - Math.min(...finite(values)),
};

function least(values: readonly number[], of: (...all: number[]) => number): number | undefined {
  return values.length === 0 ? undefined : of(...values);
}

/**
 * One number of a series; `undefined` if it has none.
 * @throws Error if the calculation is not known, naming those that are
 */
export function reduce(points: readonly Point[], calc = 'lastNotNull'): number | undefined {
  const reducer = REDUCERS[calc];
  if (reducer === undefined) {
    throw new Error(`calculation "${calc}" is not known; known are: ${Object.keys(REDUCERS).join(', ')}`);
  }
  return reducer(points.map(([, value]) => value));
}
