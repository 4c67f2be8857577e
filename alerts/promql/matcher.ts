import type { LabelKey, MetricId, TargetLabel, ValueOf } from '../../instrumentation/contract';

/** How a label value is matched. A plain value means `=`. */
export type Match<V extends string> =
  | V
  | { readonly not: V }
  | { readonly oneOf: readonly V[] }
  | { readonly noneOf: readonly V[] }
  /** RE2, anchored by Prometheus. For ranges of values and for board variables such as `$route`. */
  | { readonly regex: string }
  | { readonly notRegex: string };

/** Matchers for a metric: its own label keys, with values from their sets, and target labels. */
export type Where<I extends MetricId> = { readonly [K in LabelKey<I>]?: Match<ValueOf<I, K>> } & {
  readonly [K in TargetLabel]?: Match<string>;
};

/** Label keys that results of a metric can be grouped by. */
export type By<I extends MetricId> = readonly (LabelKey<I> | TargetLabel)[];

/** Matches each of the values, at least one; a single one by `=`. */
export function anyOf(values: readonly string[]): Match<string> {
  const [first, ...others] = values;
  return first !== undefined && others.length === 0 ? first : { oneOf: values };
}

/** Matches what is none of the values; a single one by `!=`. */
export function noneOf(values: readonly string[]): Match<string> {
  const [first, ...others] = values;
  return first !== undefined && others.length === 0 ? { not: first } : { noneOf: values };
}

/** `{name="value", ...}` in the order given, or an empty string without matchers. */
export function matchers(pairs: readonly (readonly [name: string, match: Match<string>])[]): string {
  return pairs.length === 0 ? '' : `{${pairs.map(([name, match]) => matcher(name, match)).join(',')}}`;
}

function matcher(name: string, match: Match<string>): string {
  if (typeof match === 'string') return `${name}=${quote(match)}`;
  if ('not' in match) return `${name}!=${quote(match.not)}`;
  if ('oneOf' in match) return `${name}=~${quote(match.oneOf.map(escapeRegex).join('|'))}`;
  if ('noneOf' in match) return `${name}!~${quote(match.noneOf.map(escapeRegex).join('|'))}`;
  if ('regex' in match) return `${name}=~${quote(match.regex)}`;
  return `${name}!~${quote(match.notRegex)}`;
}

function quote(value: string): string {
  return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}

function escapeRegex(value: string): string {
  return value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
