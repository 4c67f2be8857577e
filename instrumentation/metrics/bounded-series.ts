import { type BoundMetric, OVERFLOW_VALUE } from '../contract';
import { Children } from './children';
import type { LabelValues } from './exposure';
import { type LabelUsage, Limiter, SERIES_BUDGET } from './limiter';

interface Entry<Series> {
  readonly values: LabelValues;
  readonly series: Series;
  /** Values as the caller passed them, in the order of the keys. */
  readonly given: readonly string[];
  /** True if one of them was folded. */
  readonly isFolded: boolean;
}

/** The series of one metric by label values, bounded by the contract's caps and the metric's budget. */
export class BoundedSeries<Series> {
  readonly #keys: readonly string[];
  readonly #limiter: Limiter;
  /** By the values that callers pass. */
  readonly #admitted: Children<Series>;
  /** By folded values. Apart from the others, since a caller may pass a value that reads `other`. */
  readonly #folded: Children<Series>;
  readonly #all: Entry<Series>[] = [];

  /** @param onOverflow told the exposed name of each label that was folded; `series` if the whole metric is full */
  constructor(
    private readonly bound: BoundMetric,
    private readonly create: (values: LabelValues) => Series,
    private readonly onOverflow: (label: string) => void,
  ) {
    this.#keys = Object.keys(bound.spec.labels);
    this.#limiter = new Limiter(bound.spec.labels, bound.seriesBudget);
    this.#admitted = new Children(this.#keys.length);
    this.#folded = new Children(this.#keys.length);
  }

  /** Every series so far, with its values by label key. */
  get all(): readonly { readonly values: LabelValues; readonly series: Series }[] {
    return this.#all;
  }

  /** Distinct values so far and the most there may be, by label key. */
  labelUsage(): Record<string, LabelUsage> {
    return this.#limiter.usage();
  }

  /** The series that samples with these labels belong to. */
  of(labels: LabelValues): Series {
    return this.#admitted.find(this.#keys, labels) ?? this.#admit(labels);
  }

  /**
   * Takes away series; what their labels had used up of the caps is free again. Folded series stay: they hold what has no
   * other place.
   * @returns the values of those that are gone
   */
  drop(isIdle: (series: Series) => boolean): readonly LabelValues[] {
    const gone = this.#all.filter(({ series, isFolded }) => !isFolded && isIdle(series));
    if (gone.length === 0) return [];
    const isGone = new Set(gone);
    this.#all.splice(0, this.#all.length, ...this.#all.filter((entry) => !isGone.has(entry)));
    for (const { given } of gone) this.#admitted.remove(given);
    this.#limiter.retain(
      this.#keys.map((key, index) => {
        const kept = this.#all.filter(({ values }) => values[key] !== OVERFLOW_VALUE);
        return new Set(kept.map(({ given }) => given[index] as string));
      }),
    );
    return gone.map(({ values }) => values);
  }

  #admit(labels: LabelValues): Series {
    const { values, overflowed } = this.#limiter.admit(labels, this.#all.length);
    const byKey = Object.fromEntries(this.#keys.map((key, index) => [key, values[index] as string]));
    const given = this.#keys.map((key) => labels[key] as string);
    if (overflowed.length === 0) {
      const series = this.#create(byKey, given, false);
      this.#admitted.add(given, series);
      return series;
    }
    for (const key of overflowed) this.onOverflow(this.#exposedName(key));
    const known = this.#folded.find(this.#keys, byKey);
    if (known !== undefined) return known;
    const series = this.#create(byKey, given, true);
    this.#folded.add(values, series);
    return series;
  }

  #create(values: LabelValues, given: readonly string[], isFolded: boolean): Series {
    const series = this.create(values);
    this.#all.push({ values, series, given, isFolded });
    return series;
  }

  #exposedName(key: string): string {
    return key === SERIES_BUDGET ? key : (this.bound.labels[key] ?? key);
  }
}
