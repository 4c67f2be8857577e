/** The value as plain JSON data, keys sorted at every level: what a file of it would hold, and stable in a diff. */
export function sortedJson<T extends object>(value: T): T {
  return JSON.parse(JSON.stringify(value, sortKeys)) as T;
}

function sortKeys(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
