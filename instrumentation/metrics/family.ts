import type { BoundMetric } from '../contract';
import { Children } from './children';
import { Limiter } from './limiter';

type LabelValues = Readonly<Record<string, string>>;

/**
 * The children of one metric by label values, bounded by the contract's caps.
 * `Child` is what records a sample of one series, e.g. a bound counter.
 */
export class Family<Child> {
  readonly #keys: readonly string[];
  readonly #names: readonly string[];
  readonly #limiter: Limiter;
  /** By the values that callers pass. */
  readonly #admitted: Children<Child>;
  /** By folded values. Apart from the others, since a caller may pass a value that reads `other`. */
  readonly #folded: Children<Child>;

  /**
   * @param create makes the recording child of a series, from label values by exposed label name
   * @param onOverflow told the exposed name of each label that was folded (`series`: the whole metric is full)
   */
  constructor(
    bound: BoundMetric,
    private readonly create: (labels: Record<string, string>) => Child,
    private readonly onOverflow: (label: string) => void,
  ) {
    this.#keys = Object.keys(bound.spec.labels);
    this.#names = this.#keys.map((key) => bound.labels[key] as string);
    this.#limiter = new Limiter(bound.spec.labels, bound.spec.seriesBudget);
    this.#admitted = new Children(this.#keys.length);
    this.#folded = new Children(this.#keys.length);
  }

  /** Label sets so far. */
  get series(): number {
    return this.#admitted.size + this.#folded.size;
  }

  /** The child that samples with these labels belong to. */
  child(labels: LabelValues): Child {
    return this.#admitted.find(this.#keys, labels) ?? this.#admit(labels);
  }

  #admit(labels: LabelValues): Child {
    const { values, overflowed } = this.#limiter.admit(labels, this.series);
    if (overflowed.length === 0) {
      const child = this.create(this.#expose(values));
      this.#admitted.add(
        this.#keys.map((key) => labels[key] as string),
        child,
      );
      return child;
    }
    for (const key of overflowed) this.onOverflow(this.#exposedName(key));
    const byKey = Object.fromEntries(this.#keys.map((key, index) => [key, values[index] as string]));
    const known = this.#folded.find(this.#keys, byKey);
    if (known !== undefined) return known;
    const child = this.create(this.#expose(values));
    this.#folded.add(values, child);
    return child;
  }

  #expose(values: readonly string[]): Record<string, string> {
    return Object.fromEntries(this.#names.map((name, index) => [name, values[index] as string]));
  }

  #exposedName(key: string): string {
    return this.#names[this.#keys.indexOf(key)] ?? key;
  }
}
