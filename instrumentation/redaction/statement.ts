/** Dialects in which a backslash escapes, and in which double quotes hold a text rather than a name. */
const WITH_BACKSLASH = new Set(['mysql', 'mariadb']);

/** What the SDK's limit for attributes leaves; nothing beyond it is worth the time. */
const LONGEST = 4096;

const NUMBER = String.raw`(?<![\w$.:@?"])\d[\w.]*`;
/** PostgreSQL: a text between two equal tags such as `$$` or `$body$`. */
const DOLLAR_QUOTED = String.raw`\$([A-Za-z_]*)\$[^]*?(?:\$\1\$|$)`;

/** PostgreSQL: a text in which a backslash escapes. */
const ESCAPED = String.raw`\b[eE]'(?:[^'\\]|\\[^])*(?:'|\\?$)`;

const STANDARD = new RegExp(
  String.raw`${ESCAPED}|'[^']*(?:'|$)|${DOLLAR_QUOTED}|"[^"]*(?:"|$)|${NUMBER}`,
  'g',
);
const BACKSLASH = new RegExp(
  String.raw`'(?:[^'\\]|\\[^])*(?:'|\\?$)|"(?:[^"\\]|\\[^])*(?:"|\\?$)|${NUMBER}`,
  'g',
);

/**
 * A database statement without its literal values, each of which becomes `?`; placeholders and names stay. An end
 * without its beginning, as a cut leaves it, hides the rest. Takes time linear in the text.
 * @param system dialect, as `db.system.name` has it
 */
export function withoutLiterals(text: string, system: string): string {
  const hasBackslash = WITH_BACKSLASH.has(system);
  return text
    .slice(0, LONGEST)
    .replace(hasBackslash ? BACKSLASH : STANDARD, (literal) =>
      literal.startsWith('"') && !hasBackslash ? literal : '?',
    );
}
