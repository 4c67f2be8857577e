/** True for a field that is left out. */
export type Omit = (key: string, value: unknown) => boolean;

/** The value as plain JSON data, keys sorted at every level: what a file of it would hold, and stable in a diff. */
export function sortedJson<T extends object>(value: T, omit: Omit = () => false): T {
  const replacer = (key: string, field: unknown): unknown => (omit(key, field) ? undefined : sortKeys(field));
  return JSON.parse(JSON.stringify(value, replacer)) as T;
}

function sortKeys(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
