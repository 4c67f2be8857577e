/** Tells whether a text matches a pattern. */
export type Matcher = (text: string) => boolean;

/** Longest pattern: names and words are short, and the bound keeps matching linear in the text. */
export const MAX_PATTERN_LENGTH = 128;

/**
 * Matcher of a pattern in which `*` stands for any run of characters and everything else for itself. Patterns come
 * from users; a regular expression of theirs could take exponential time, this cannot: each literal piece is searched
 * once, from where the piece before it ended.
 */
export function globMatcher(pattern: string): Matcher {
  const pieces = pattern.split('*');
  const head = pieces[0] as string;
  const tail = pieces[pieces.length - 1] as string;
  if (pieces.length === 1) return (text) => text === pattern;
  const middle = pieces.slice(1, -1).filter((piece) => piece !== '');
  return (text) => {
    if (text.length < head.length + tail.length || !text.startsWith(head) || !text.endsWith(tail))
      return false;
    let at = head.length;
    const end = text.length - tail.length;
    for (const piece of middle) {
      const found = text.indexOf(piece, at);
      if (found === -1 || found + piece.length > end) return false;
      at = found + piece.length;
    }
    return true;
  };
}

/** Matcher of any of the patterns. Patterns without `*` cost one look-up, however many there are. */
export function anyMatcher(patterns: readonly string[]): Matcher {
  const literal = new Set(patterns.filter((pattern) => !pattern.includes('*')));
  const globs = patterns.filter((pattern) => pattern.includes('*')).map(globMatcher);
  return (text) => literal.has(text) || globs.some((matches) => matches(text));
}
