import { performance } from 'node:perf_hooks';

/** Characters of a text that a slow regular expression would choke on: were the time to grow with the square, minutes. */
const LENGTH = 100_000;
/** Far above what linear work takes on a busy machine (a few milliseconds), far below what quadratic work takes. */
export const PATIENCE_MS = 1500;

/** Texts of runs that make backtracking costly: one character over and over, with an end that does not fit. */
export function longTexts(): readonly string[] {
  const units = [
    'a',
    '/',
    ',',
    ' ',
    '=',
    ';',
    '%',
    '%41',
    '.',
    '-',
    ':',
    '*',
    '[',
    '"',
    '{',
    'a/',
    'a,',
    'a=b,',
    'q=0.',
    '\u00e9',
  ];
  return units.flatMap((unit) => {
    const run = unit.repeat(LENGTH / unit.length);
    return [run, `${run}\u0000`, `http://${run}\u0000`, `http://h/${run}x`, `/${run}?`];
  });
}

/** The longest time that `run` took for one of the texts, in milliseconds. */
export function longestRun(run: (text: string) => void): number {
  return Math.max(
    ...longTexts().map((text) => {
      const from = performance.now();
      run(text);
      return performance.now() - from;
    }),
  );
}
