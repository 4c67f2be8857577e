import { nameOf } from '../../model/wiring/cluster';
import type { Manifest } from '../../model/wiring/shape';

/** One mistake in an otherwise correct stack. */
export interface Mutant {
  /** What kind of mistake it is. */
  readonly class: string;
  readonly title: string;
  readonly objects: readonly Manifest[];
  /** What one message has to name all of: the object at either end of the edge, and the value where it is new. */
  readonly names: readonly string[];
}

/** A place that is not mutated, as nothing would be wrong. */
export interface Excluded {
  readonly class: string;
  readonly title: string;
  readonly reason: string;
}

type Key = string | number;
type Node = Readonly<Record<Key, unknown>>;

/** Where a value stands in an object. */
export interface Site {
  readonly index: number;
  readonly object: Manifest;
  readonly path: readonly Key[];
  readonly value: unknown;
}

/** Every place of an object of these kinds that a pattern of its path fits: `*` stands for any one key. */
export function sites(objects: readonly Manifest[], kinds: readonly string[], pattern: string): Site[] {
  const keys = pattern.split('/');
  return objects.flatMap((object, index) =>
    kinds.includes(object.kind)
      ? follow(object, keys, []).map(({ path, value }) => ({ index, object, path, value }))
      : [],
  );
}

function follow(
  value: unknown,
  [key, ...rest]: readonly string[],
  path: readonly Key[],
): { path: readonly Key[]; value: unknown }[] {
  if (key === undefined) return [{ path, value }];
  if (typeof value !== 'object' || value === null) return [];
  const keys = key === '*' ? Object.keys(value) : key in value ? [key] : [];
  return keys.flatMap((one) =>
    follow((value as Node)[one], rest, [...path, Array.isArray(value) ? Number(one) : one]),
  );
}

/** The objects with another value at a place; without the value if it is undefined. */
export function replaced(objects: readonly Manifest[], site: Site, value: unknown): readonly Manifest[] {
  return objects.map((object, index) =>
    index === site.index ? (change(object, site.path, value) as Manifest) : object,
  );
}

function change(node: unknown, [key, ...rest]: readonly Key[], value: unknown): unknown {
  if (key === undefined) return value;
  const child = rest.length === 0 ? value : change((node as Node)[key], rest, value);
  if (Array.isArray(node)) {
    return child === undefined
      ? node.filter((_, index) => index !== key)
      : node.map((one, index) => (index === key ? child : one));
  }
  const entries = Object.entries(node as Node).filter(([name]) => name !== key);
  if (child === undefined) return Object.fromEntries(entries);
  return { ...(node as Node), [key]: child };
}

/** What is done to a place, for titles. */
export function titleOf({ object, path }: Site, what: string): string {
  return `${nameOf(object)} ${path.join('.')} ${what}`;
}

/** A mutant that puts another value at a place. */
export function mutant(
  kind: string,
  objects: readonly Manifest[],
  site: Site,
  value: unknown,
  names: readonly string[],
): Mutant {
  const what = value === undefined ? 'removed' : `→ ${JSON.stringify(value).slice(0, 80)}`;
  return { class: kind, title: titleOf(site, what), objects: replaced(objects, site, value), names };
}

/** The value with a letter more: what a slip of the finger makes of a name. */
export function misspelt(value: unknown): string {
  return `${String(value)}x`;
}
