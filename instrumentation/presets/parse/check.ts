import { below, type Problems } from './problem';

/**
 * Takes what is right of a value, and notes what is wrong with the rest, so that one mistake hides no other.
 * @returns undefined if nothing of it can be used
 */
export type Check<T> = (value: unknown, path: string, problems: Problems) => T | undefined;

/** A text that fits `pattern`. @param allowed in words, e.g. `a text` */
export function text(pattern: RegExp = /./, allowed = 'a text that is not empty'): Check<string> {
  return (value, path, problems) => {
    if (typeof value === 'string' && pattern.test(value)) return value;
    problems.add(path, value, `must be ${allowed}`);
    return undefined;
  };
}

/** One of the given words. */
export function word<T extends string>(words: readonly T[], what = 'one of'): Check<T> {
  return (value, path, problems) => {
    const known = words.find((candidate) => candidate === value);
    if (known === undefined) problems.add(path, value, `must be ${what} ${listed(words)}`, words);
    return known;
  };
}

/** A number for which `fits` holds. */
export function number(fits: (value: number) => boolean, allowed: string): Check<number> {
  return (value, path, problems) => {
    if (typeof value === 'number' && Number.isFinite(value) && fits(value)) return value;
    problems.add(path, value, `must be ${allowed}`);
    return undefined;
  };
}

export const flag: Check<boolean> = (value, path, problems) => {
  if (typeof value === 'boolean') return value;
  problems.add(path, value, 'must be true or false');
  return undefined;
};

/** A list of which each item is checked; items that are wrong are left out. @param isSet true if no item may come twice */
export function list<T>(item: Check<T>, isSet = false): Check<readonly T[]> {
  return (value, path, problems) => {
    if (!Array.isArray(value)) {
      problems.add(path, value, 'must be a list');
      return undefined;
    }
    const seen = new Set<string>();
    return value.flatMap((given: unknown, index) => {
      const at = below(path, index);
      const key = JSON.stringify(given);
      if (isSet && seen.has(key)) problems.add(at, given, 'is there twice: leave one out');
      const isNew = !seen.has(key);
      seen.add(key);
      const checked = isSet && !isNew ? undefined : item(given, at, problems);
      return checked === undefined ? [] : [checked];
    });
  };
}

/** An object whose names and values are checked each. */
export function record<T>(key: Check<string>, value: Check<T>): Check<Readonly<Record<string, T>>> {
  return (given, path, problems) => {
    const entries = fieldsOf(given, path, problems);
    return (
      entries &&
      collected(entries, (name, item) => {
        const at = below(path, name);
        return key(name, at, problems) === undefined ? undefined : value(item, at, problems);
      })
    );
  };
}

/** An object with the given fields and no others. @param required fields that must be there */
export function object<T extends object>(
  fields: { readonly [K in keyof T]-?: Check<Exclude<T[K], undefined>> },
  required: readonly (keyof T & string)[] = [],
): Check<T> {
  const known = Object.keys(fields);
  return (given, path, problems) => {
    const entries = fieldsOf(given, path, problems);
    if (entries === undefined) return undefined;
    const result = collected(entries, (name, item) => {
      const check = Object.hasOwn(fields, name) ? fields[name as keyof T] : undefined;
      if (check === undefined)
        problems.add(below(path, name), name, `is no field here: ${listed(known)} are`, known);
      return check?.(item, below(path, name), problems);
    });
    const given_ = new Set(entries.map(([name]) => name));
    for (const name of required) {
      if (!given_.has(name)) problems.add(below(path, name), undefined, 'is missing');
    }
    return required.every((name) => name in result) ? (result as T) : undefined;
  };
}

function fieldsOf(value: unknown, path: string, problems: Problems): [string, unknown][] | undefined {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.entries(value);
  problems.add(path, value, 'must be an object');
  return undefined;
}

function collected<T>(
  entries: readonly [string, unknown][],
  check: (name: string, value: unknown) => T | undefined,
): Record<string, T> {
  const pairs = entries.flatMap(([name, value]): [string, T][] => {
    const checked = check(name, value);
    return checked === undefined ? [] : [[name, checked]];
  });
  return Object.fromEntries(pairs);
}

/** Most words that a message lists. */
const MOST_LISTED = 12;

function listed(words: readonly string[]): string {
  const shown = words.slice(0, MOST_LISTED).join(', ');
  return words.length > MOST_LISTED ? `${shown} and ${words.length - MOST_LISTED} more` : shown;
}
