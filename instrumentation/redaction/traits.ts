/** What a text has that some detector needs; a set of bits. */
export const SEPARATOR = 1; // `=` or `:`, between a name and a value
export const AT = 2; // `@` or `%40`, in an e-mail address or before a host
export const DIGITS = 4; // as many digits in a row as a card number has
export const RUN = 8; // as long a word as a token has
export const BLANK = 16; // a space, between a scheme and its token, or in a PEM key

const CARD_DIGITS = 13;
/** Shortest token that has a form of its own: `eyJ` and twelve more. */
const TOKEN_LENGTH = 15;

const NONE = 0;
const DIGIT = 1;
const WORD = 2;
/** `-`, which stands between groups of digits and in tokens. */
const DASH = 3;
const SPACE = 4;
const PAIR = 5;
const MARK = 6;

/** Class of each ASCII character; everything beyond is of no interest. */
const CLASSES = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/\d/.test(character)) return DIGIT;
  if (/\w/.test(character)) return WORD;
  if (character === '-') return DASH;
  if (/\s/.test(character)) return SPACE;
  if (/[=:]/.test(character)) return PAIR;
  return /[@%]/.test(character) ? MARK : NONE;
});

/**
 * One look at each character of a text. Most texts have none of the traits, or few, and are spared the detectors:
 * this runs for each text of each span.
 */
export function traitsOf(text: string): number {
  let traits = 0;
  let digits = 0;
  let run = 0;
  for (let index = 0; index < text.length; index++) {
    switch (CLASSES[text.charCodeAt(index)]) {
      case DIGIT:
        digits++;
        run++;
        if (digits >= CARD_DIGITS) traits |= DIGITS;
        break;
      case WORD:
        digits = 0;
        run++;
        break;
      case DASH:
        run++;
        break;
      case SPACE:
        traits |= BLANK;
        run = 0;
        continue;
      case PAIR:
        traits |= SEPARATOR;
        digits = run = 0;
        continue;
      case MARK:
        traits |= AT;
        digits = run = 0;
        continue;
      default:
        digits = run = 0;
        continue;
    }
    if (run >= TOKEN_LENGTH) traits |= RUN;
  }
  return traits;
}
