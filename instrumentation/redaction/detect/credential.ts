import type { Range } from '../range';

/**
 * Forms by which a token is known without a name. Linear: a repetition begins only where no character of its own kind
 * stands before it.
 */
const FORMS: readonly RegExp[] = [
  // JSON Web Tokens: the base64url of `{"` in front.
  /(?<![\w-])eyJ[\w-]{12,}\.[\w-]{2,}(?:\.[\w-]*)?/g,
  // Keys with the prefix of their issuer: Stripe, OpenAI, GitHub, GitLab, Slack, npm, AWS, Google.
  /(?<![\w-])(?:[sr]k[-_]|gh[pousr]_|github_pat_|glpat-|xox[abeprs]-|npm_|whsec_)[\w-]{16,}/g,
  /(?<!\w)(?:AKIA|ASIA)[0-9A-Z]{16}(?!\w)/g,
  /(?<![\w-])AIza[\w-]{35}/g,
];
/** One look at the text that tells whether the forms are worth trying. */
const FORM_HINT = /eyJ|[sr]k[-_]|gh[pousr]_|github_pat|glpat|xox|npm_|whsec_|AKIA|ASIA|AIza/;

/** HTTP authentication; `Bearer authentication` in a sentence is hidden too, which does no harm. */
const SCHEME = /\b(?:bearer|basic|digest|negotiate)\s{1,4}[\w.~+/=-]{6,}/gi;
const SCHEME_HINT = /[Bb]earer|BEARER|[Bb]asic|BASIC|[Dd]igest|[Nn]egotiate|PRIVATE KEY/;

const KEY_BEGIN = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/g;
const KEY_END = '-----END';
const PASSWORD_LIMIT = 256;

/** Tokens that their form gives away. */
export function tokens(text: string): readonly Range[] {
  if (!FORM_HINT.test(text)) return [];
  return FORMS.flatMap((form) => [...text.matchAll(form)].map((match) => rangeOf(match)));
}

/** What follows an authentication scheme of HTTP, and private keys in PEM. */
export function schemesAndKeys(text: string): readonly Range[] {
  if (!SCHEME_HINT.test(text)) return [];
  return [...[...text.matchAll(SCHEME)].map((match) => rangeOf(match)), ...privateKeys(text)];
}

function rangeOf(match: RegExpExecArray): Range {
  return [match.index, match.index + match[0].length];
}

function privateKeys(text: string): Range[] {
  const found: Range[] = [];
  for (let at = 0; at < text.length;) {
    KEY_BEGIN.lastIndex = at;
    const begin = KEY_BEGIN.exec(text);
    if (begin === null) break;
    // A key without an end goes on to the end of the text: searching on from there keeps it at one look.
    const end = text.indexOf(KEY_END, KEY_BEGIN.lastIndex);
    at = end === -1 ? text.length : end + KEY_END.length;
    found.push([begin.index, at]);
  }
  return found;
}

/** `user:password` in front of the host of a URL. */
export function urlCredentials(text: string): readonly Range[] {
  const found: Range[] = [];
  for (let at = text.indexOf('://'); at !== -1; at = text.indexOf('://', at + 3)) {
    const authority = text.slice(at + 3, at + 3 + PASSWORD_LIMIT).split(/[/?#\s"'<>]/, 1)[0] as string;
    const end = authority.lastIndexOf('@');
    if (end > 0) found.push([at + 3, at + 3 + end]);
  }
  return found;
}
