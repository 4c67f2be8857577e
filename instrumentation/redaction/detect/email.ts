import { characterTest } from '../characters';
import type { Range } from '../range';

/** Longest local part and domain (RFC 5321); they bound how far a match is looked for. */
const MAX_LOCAL = 64;
const MAX_DOMAIN = 255;
const isLocal = characterTest(/[\w.+%-]/);
const isDomain = characterTest(/[A-Za-z0-9.-]/);
const AT = /@|%40/g;

/** E-mail addresses, also with the `@` percent-encoded. A version (`pkg@1.2.3`) and a host without a dot are none. */
export function emails(text: string): readonly Range[] {
  const found: Range[] = [];
  let previous = 0;
  for (const { index, 0: at } of text.matchAll(AT)) {
    const domainStart = index + at.length;
    let start = index;
    // Not past the `@` before, so that no character is looked at twice.
    while (start > previous && index - start < MAX_LOCAL && isLocal(text, start - 1)) start--;
    let end = domainStart;
    while (end - domainStart < MAX_DOMAIN && isDomain(text, end)) end++;
    if (start < index && hasTopLevel(text.slice(domainStart, end))) found.push([start, end]);
    previous = domainStart;
  }
  return found;
}

function hasTopLevel(domain: string): boolean {
  const dot = domain.replace(/[.-]$/, '').lastIndexOf('.');
  return dot > 0 && /^[A-Za-z]{2,63}[.-]?$/.test(domain.slice(dot + 1));
}
