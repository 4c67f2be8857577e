import { isClosed, type Label, OVERFLOW_VALUE } from '../contract';

/** Overflow of the whole metric, as the `label` of `self.cardinality.overflow` names it. */
export const SERIES_BUDGET = 'series';

/** Label values as they may be recorded, and what had to be folded to get there. */
export interface Admitted {
  /** In the order of the limiter's labels. */
  readonly values: readonly string[];
  /** Keys of the labels that were folded into `other`; `series` if the whole metric was full. */
  readonly overflowed: readonly string[];
}

/** How full a label is. */
export interface LabelUsage {
  /** Values seen; for a label with a closed set, the size of the set. */
  readonly values: number;
  readonly cap: number;
}

/**
 * Bounds the series of one metric: a closed label takes only its declared values, a capped label takes its first
 * `cap` values, and the metric as a whole takes at most `budget` label sets. Whatever lies beyond is folded into
 * `other`, so totals stay exact. The first values win: a series that exists is not dropped for a newer one, for a counter
 * that vanishes and comes back would look like a restart.
 */
export class Limiter {
  readonly #keys: readonly string[];
  readonly #labels: readonly Label[];
  readonly #seen: readonly Set<string>[];
  readonly #threshold: number;

  constructor(labels: Readonly<Record<string, Label>>, budget: number) {
    this.#keys = Object.keys(labels);
    this.#labels = Object.values(labels);
    this.#seen = this.#labels.map((label) => new Set(isClosed(label) ? label.values : []));
    this.#threshold = threshold(this.#labels, budget);
  }

  /**
   * What to record for the label set `raw`, which has no series yet.
   * @param series label sets that the metric has so far
   */
  admit(raw: Readonly<Record<string, string>>, series: number): Admitted {
    if (series >= this.#threshold) return { values: this.#fold(raw), overflowed: [SERIES_BUDGET] };
    const overflowed: string[] = [];
    const values = this.#keys.map((key, index) => {
      const value = String(raw[key]);
      if (this.#accepts(index, value)) return escapeReserved(value);
      overflowed.push(key);
      return OVERFLOW_VALUE;
    });
    return { values, overflowed };
  }

  /** Forgets the values of capped labels that are not among these, by the order of the labels: others may come instead. */
  retain(used: readonly ReadonlySet<string>[]): void {
    for (const [index, label] of this.#labels.entries()) {
      if (isClosed(label)) continue;
      const seen = this.#seen[index] as Set<string>;
      for (const value of seen) if (used[index]?.has(value) !== true) seen.delete(value);
    }
  }

  /** Distinct values so far and the most there may be, by label key. */
  usage(): Record<string, LabelUsage> {
    const usages = this.#labels.map((label, index) => ({
      values: this.#seen[index]?.size ?? 0,
      cap: isClosed(label) ? label.values.length : label.cap,
    }));
    return Object.fromEntries(this.#keys.map((key, index) => [key, usages[index] as LabelUsage]));
  }

  #accepts(index: number, value: string): boolean {
    const label = this.#labels[index] as Label;
    const seen = this.#seen[index] as Set<string>;
    if (seen.has(value)) return true;
    if (isClosed(label) || seen.size >= label.cap) return false;
    seen.add(value);
    return true;
  }

  /** Capped labels are folded, closed ones stay: an error ratio by outcome survives a full metric. */
  #fold(raw: Readonly<Record<string, string>>): string[] {
    return this.#keys.map((key, index) => {
      const value = String(raw[key]);
      const stays = isClosed(this.#labels[index] as Label) && this.#seen[index]?.has(value);
      return stays ? value : OVERFLOW_VALUE;
    });
  }
}

/**
 * Number of label sets from which on new ones are folded. Room is kept for the folded sets themselves, one for each
 * combination of the closed labels; where the caps alone keep within the budget there is nothing to fold.
 */
function threshold(labels: readonly Label[], budget: number): number {
  const sizes = labels.map((label) => (isClosed(label) ? label.values.length : label.cap));
  if (product(sizes) <= budget) return Infinity;
  return budget - product(labels.map((label) => (isClosed(label) ? label.values.length : 1)));
}

function product(numbers: readonly number[]): number {
  return numbers.reduce((result, number) => result * number, 1);
}

/** Keeps a real value that reads `other` apart from the overflow: `other` becomes `other_`, `other_` `other__`. */
function escapeReserved(value: string): string {
  return /^other_*$/.test(value) ? `${value}_` : value;
}
