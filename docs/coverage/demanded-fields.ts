/**
 * Fields that the demand of an endpoint names, as paths: `fields: a, b.{c, d.{e}}` gives `a`, `b.c`, `b.d.e`; empty if
 * it names none.
 */
export function demandedFields(rest: string): readonly string[] {
  const list = /(?:^|; )fields: ([^;]+)/.exec(rest)?.[1];
  if (list === undefined) return [];
  return topLevel(list)
    .flatMap((item) => expand(item.trim()))
    .filter((field) => /^[\w[\].]+$/.test(field));
}

/** Splits at commas that stand outside of braces. */
function topLevel(list: string): readonly string[] {
  const parts = [''];
  let depth = 0;
  for (const letter of list) {
    if (letter === '{') depth += 1;
    if (letter === '}') depth -= 1;
    if (letter === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts;
}

function expand(item: string): readonly string[] {
  const open = item.indexOf('.{');
  if (open < 0 || !item.endsWith('}')) return [item];
  return topLevel(item.slice(open + 2, -1)).flatMap((inner) =>
    expand(inner.trim()).map((field) => `${item.slice(0, open)}.${field}`),
  );
}
