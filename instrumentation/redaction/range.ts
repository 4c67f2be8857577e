/** What stands in place of a hidden value; the word that the OpenTelemetry URL conventions use. */
export const REDACTED = 'REDACTED';

/** Part of a text, from `start` up to but without `end`. */
export type Range = readonly [start: number, end: number];

/** Finds parts of a text that must not leave the process. Takes time linear in the length of the text. */
export type Detector = (text: string) => readonly Range[];

/** The text with each range replaced by {@link REDACTED}; ranges that touch or overlap are replaced once. */
export function masked(text: string, ranges: readonly Range[]): string {
  if (ranges.length === 0) return text;
  const ascending = [...ranges].sort(([a], [b]) => a - b);
  let result = '';
  let at = 0;
  for (const [start, end] of ascending) {
    if (start > at || result === '') result += text.slice(at, start) + REDACTED;
    at = Math.max(at, end);
  }
  return result + text.slice(at);
}
