/**
 * Labels of the contract. A label either has a closed set of values or a cap: a label without a bound cannot be
 * declared, because one unbounded label is enough to take a Prometheus down.
 */

/** A label whose values are all known, e.g. an outcome. Writing any other value is a compile error. */
export interface ClosedLabel<V extends string = string> {
  readonly kind: 'closed';
  /** Exposed label name unless a preset binds another. */
  readonly name: string;
  readonly help: string;
  readonly values: readonly V[];
}

/** A label whose values come from the gateway (a route template, say). Past the cap, values become `other`. */
export interface CappedLabel {
  readonly kind: 'capped';
  /** Exposed label name unless a preset binds another. */
  readonly name: string;
  readonly help: string;
  /** Most distinct values per process; further ones are recorded as {@link OVERFLOW_VALUE}. */
  readonly cap: number;
}

export type Label = ClosedLabel | CappedLabel;
export type LabelSet = Readonly<Record<string, Label>>;

/** Value that stands for everything beyond a label's cap. Totals stay exact, detail is lost. */
export const OVERFLOW_VALUE = 'other';

/** Route of a request that no route template matched. The raw path is never used: it is unbounded. */
export const UNMATCHED_ROUTE = 'unmatched';

/** Declares a label with a closed value set. */
export function closed<const V extends string>(
  name: string,
  values: readonly V[],
  help: string,
): ClosedLabel<V> {
  return { kind: 'closed', name, values, help };
}

/** Declares a label with at most `cap` distinct values per process. */
export function capped(name: string, cap: number, help: string): CappedLabel {
  return { kind: 'capped', name, cap, help };
}

/** The union of a label's values: literals where the set is closed, `string` where it is capped. */
export type LabelValue<L extends Label> = L extends ClosedLabel<infer V> ? V : string;
