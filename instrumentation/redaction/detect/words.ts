import { anyMatcher } from '../glob';
import type { Detector, Range } from '../range';

/** Longest word that is compared; longer ones are compared by their first characters. */
const MAX_WORD = 512;
const WORD = /[^\s"'`,;=&<>(){}[\]|]+/g;

/** Words that match one of the patterns, if there are any patterns; a word is a run without blanks, quotes, brackets and separators. */
export function matchingWords(patterns: readonly string[]): Detector | undefined {
  if (patterns.length === 0) return undefined;
  const matches = anyMatcher(patterns);
  return (text) =>
    [...text.matchAll(WORD)]
      .filter(([word]) => matches(word.slice(0, MAX_WORD)))
      .map(({ index, 0: word }): Range => [index, index + word.length]);
}
