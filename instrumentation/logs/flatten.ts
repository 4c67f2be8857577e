/** Value of an attribute of a log record. */
export type AttributeValue = string | number | boolean;

export interface Flattened {
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  /** Fields beyond the limit. */
  readonly dropped: number;
}

/** Most attributes of one record: what a request with headers needs, times two. */
export const ATTRIBUTE_LIMIT = 64;
/** Longest value; a stack trace fits. */
export const VALUE_LENGTH_LIMIT = 4096;
/** Deeper objects become JSON text. */
const DEPTH_LIMIT = 4;

/**
 * Fields of a log line as attributes: `{ req: { id: 7 } }` becomes `{ 'req.id': 7 }`; lists become JSON text,
 * null fields are left out. Numbers that JSON cannot hold have become null before.
 */
export function flatten(fields: Readonly<Record<string, unknown>>): Flattened {
  const attributes: Record<string, AttributeValue> = {};
  let count = 0;
  const visit = (path: string, value: unknown, depth: number): void => {
    if (value === null || value === undefined) return;
    if (typeof value === 'object' && !Array.isArray(value) && depth < DEPTH_LIMIT) {
      for (const [key, inner] of Object.entries(value)) visit(`${path}.${key}`, inner, depth + 1);
      return;
    }
    count += 1;
    if (count <= ATTRIBUTE_LIMIT) attributes[path] = scalar(value);
  };
  for (const [key, value] of Object.entries(fields)) visit(key, value, 1);
  return { attributes, dropped: Math.max(0, count - ATTRIBUTE_LIMIT) };
}

function scalar(value: unknown): AttributeValue {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.slice(0, VALUE_LENGTH_LIMIT);
}
