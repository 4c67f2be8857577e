import { MAX_PATTERN_LENGTH } from '../redaction/glob';
import type { Parser } from './parse';

/** Words with commas between, in which `*` stands for any run of characters; nothing else is special. */
export const patternList: Parser<readonly string[]> = (text) => {
  const patterns = text
    .split(',')
    .map((pattern) => pattern.trim())
    .filter((pattern) => pattern !== '');
  const fit = patterns.every((pattern) => pattern.length <= MAX_PATTERN_LENGTH && /[^*]/.test(pattern));
  return fit
    ? { ok: true, value: patterns }
    : {
        ok: false,
        allowed: `words of at most ${MAX_PATTERN_LENGTH} characters with commas between, * for any run of characters`,
      };
};
