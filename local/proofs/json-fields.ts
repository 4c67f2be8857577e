/** Paths of all fields of a JSON value, sorted: `a.b` for objects in objects, `a[].b` for objects in lists. */
export function jsonFields(value: unknown, path = ''): readonly string[] {
  if (Array.isArray(value)) {
    return [...new Set(value.flatMap((item) => jsonFields(item, `${path}[]`)))].sort();
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .flatMap(([key, inner]) => {
      const own = path === '' ? key : `${path}.${key}`;
      return [own, ...jsonFields(inner, own)];
    })
    .sort();
}
