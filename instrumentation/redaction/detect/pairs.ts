import { characterTest } from '../characters';
import type { NameRules } from '../names';
import type { Range } from '../range';

/** Longest name in front of a separator; it bounds how far back one looks. */
const MAX_NAME = 64;
/** Quotes, blanks, backslashes and brackets between a separator and its name or value. */
const MAX_GAP = 4;
const isName = characterTest(/[\w.%[\]-]/);
const isGapBefore = characterTest(/[\s"'\\]/);
const isGapAfter = characterTest(/[\s"'\\[]/);
const opensParameter = characterTest(/[?&#]/);
const EQUALS = 61;
const COLON = 58;
const VALUE_END = /[\s&;,"'<>()[\]{}|]/g;
const LINE_END = /[\r\n]/g;

/**
 * Values in running text that a hidden name introduces: `password=x`, `"apiKey": "x"`, `Cookie: a=b; c=d`,
 * `/callback?code=x&state=y`. Everything is looked at once, and once more per name.
 */
export function secretPairs(text: string, rules: NameRules): readonly Range[] {
  const found: Range[] = [];
  let searched = 0;
  for (let index = nextSeparator(text, 0); index !== -1; index = nextSeparator(text, index + 1)) {
    if (index < searched) continue;
    const [nameStart, nameEnd] = nameBefore(text, index);
    if (nameStart === nameEnd) continue;
    const name = text.slice(nameStart, nameEnd);
    const inQuery = text.charCodeAt(index) === EQUALS && opensParameter(text, nameStart - 1);
    if (!(inQuery ? rules.hidesInQuery(name) : rules.hides(name))) continue;
    const value = valueAfter(text, index, name);
    if (value[0] === value[1]) continue;
    found.push(value);
    searched = value[1];
  }
  return found;
}

function nextSeparator(text: string, from: number): number {
  for (let index = from; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === EQUALS || code === COLON) return index;
  }
  return -1;
}

function nameBefore(text: string, separator: number): Range {
  let end = separator;
  while (separator - end < MAX_GAP && isGapBefore(text, end - 1)) end--;
  let start = end;
  while (end - start < MAX_NAME && isName(text, start - 1)) start--;
  return [start, end];
}

function valueAfter(text: string, separator: number, name: string): Range {
  let start = separator + 1;
  while (start - separator <= MAX_GAP && isGapAfter(text, start)) start++;
  const quote = text.charAt(start - 1);
  if (quote === '"' || quote === "'") return [start, quotedEnd(text, start, quote)];
  const end = isHeader(text, separator, name) ? LINE_END : VALUE_END;
  end.lastIndex = start;
  return [start, end.exec(text)?.index ?? text.length];
}

/** Index of the closing quote. A quote that was escaped when it opened ends at the next escaped one. */
function quotedEnd(text: string, start: number, quote: string): number {
  const isEscaped = text.charAt(start - 2) === '\\';
  for (let at = text.indexOf(quote, start); at !== -1; at = text.indexOf(quote, at + 1)) {
    const hasBackslash = text.charAt(at - 1) === '\\';
    if (isEscaped) return hasBackslash ? at - 1 : at;
    if (!hasBackslash) return at;
  }
  return text.length;
}

/** A header line (`Cookie: a=b; c=d`): its value goes on to the end of the line. */
function isHeader(text: string, separator: number, name: string): boolean {
  return text.charAt(separator) === ':' && /(?:cookie|authorization)$/i.test(name);
}
