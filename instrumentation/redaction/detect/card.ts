import type { Range } from '../range';

/** 13 to 19 digits in one run or in groups. Each digit is looked at by at most one bounded attempt per start. */
const DIGITS = /\d(?:[ -]?\d){12,18}/g;
/** First digits of the card networks; keeps out timestamps, which begin with 1 or 20. */
const ISSUER = /^(?:[3-6]|2[2-7])/;

/** Numbers of payment cards: the length, the first digits and the check digit (Luhn) must fit. */
export function cards(text: string): readonly Range[] {
  const found: Range[] = [];
  for (const match of text.matchAll(DIGITS)) {
    const end = match.index + match[0].length;
    const digits = match[0].replace(/\D/g, '');
    const isPartOfMore = /[\w.]/.test(text.charAt(match.index - 1)) || /\w/.test(text.charAt(end));
    if (!isPartOfMore && ISSUER.test(digits) && hasCheckDigit(digits)) found.push([match.index, end]);
  }
  return found;
}

/** Luhn: every second digit from the right is doubled; the sum of all digits is a multiple of ten. */
function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
