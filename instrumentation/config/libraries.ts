import { LIBRARY_NAMES, type LibraryName } from '../libraries/catalogue';
import type { Parser } from './parse';
import { required } from './variable';

/** Names of libraries; `auto` stands for all that need not be asked for by name. */
export type LibraryWord = LibraryName | 'auto';

const WORDS: readonly LibraryWord[] = ['auto', ...LIBRARY_NAMES];

/** `none`, or some of the words with commas between them. */
export const libraryList: Parser<readonly LibraryWord[]> = (text) => {
  if (text === 'none') return { ok: true, value: [] };
  const given = text.split(',').map((word) => word.trim());
  const words = WORDS.filter((word) => given.includes(word));
  return given.every((word) => WORDS.some((known) => known === word))
    ? { ok: true, value: words }
    : { ok: false, allowed: `none, or some of ${WORDS.join(', ')}, with commas between` };
};

/** Which libraries of the gateway are traced. */
export const librariesVariable = required({
  name: 'GATEWATCH_LIBRARIES',
  type: `none, or list of ${WORDS.join(', ')}`,
  parse: libraryList,
  default: ['auto'],
  help: 'Libraries whose calls become spans, and whose jobs are counted, where the gateway has them; auto is all but net.',
});
