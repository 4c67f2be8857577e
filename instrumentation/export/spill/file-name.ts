/** Digits of a Unix time in milliseconds, and of a counter: names sort by age. */
const TIME_DIGITS = 15;
const COUNTER_DIGITS = 9;
const PATTERN = /^\d{15}-\d{9}-(\d{1,10})\.otlp(\.tmp)?$/;

/** Behind the name of a file that is still being written. */
export const UNFINISHED = '.tmp';

/** Name of the file of a batch. It tells the number of items, so that a folder can be counted without reading it. */
export function fileName(unixMs: number, counter: number, items: number): string {
  const digits = (value: number, count: number): string => String(value).padStart(count, '0');
  return `${digits(unixMs, TIME_DIGITS)}-${digits(counter, COUNTER_DIGITS)}-${items}.otlp`;
}

/** What the name of a file tells; undefined if it is none of ours. */
export function parseFileName(
  name: string,
): { readonly items: number; readonly isFinished: boolean } | undefined {
  const [, items, unfinished] = PATTERN.exec(name) ?? [];
  return items === undefined ? undefined : { items: Number(items), isFinished: unfinished === undefined };
}
