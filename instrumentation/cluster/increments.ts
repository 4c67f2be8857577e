import type { Family } from '../metrics/family';
import type { Exemplar, HistogramSample, NumberSample } from '../metrics/sample';

/** What came on top of a counter: family, text between the braces, how much. */
export type NumberIncrement = readonly [family: string, labels: string, by: number];

/** What came on top of a histogram: its sum, its observations by bucket, and new exemplars by bucket. */
export type HistogramIncrement = readonly [
  family: string,
  labels: string,
  sum: number,
  counts: readonly number[],
  exemplars: readonly (readonly [bucket: number, exemplar: Exemplar])[],
];

export type Increment = NumberIncrement | HistogramIncrement;

/** The value of a gauge. */
export type GaugeValue = readonly [family: string, labels: string, value: number];

export function isHistogram(increment: Increment): increment is HistogramIncrement {
  return increment.length > 3;
}

interface SentHistogram {
  sum: number;
  readonly counts: number[];
  readonly exemplars: (Exemplar | undefined)[];
}

/** Remembers what of the counters and histograms of some families was told already, and tells the rest. */
export class Increments {
  readonly #numbers = new Map<NumberSample, number>();
  readonly #histograms = new Map<HistogramSample, SentHistogram>();

  /** What came since the last call; a series that is new is told even while it is 0. */
  since(families: readonly Family[]): Increment[] {
    return families.flatMap((family): Increment[] => {
      if (family.type === 'gauge') return [];
      if (family.type === 'histogram') {
        return present(family.samples.all, (sample) => this.#ofHistogram(family.name, sample));
      }
      return present(family.samples.all, (sample) => this.#ofNumber(family.name, sample));
    });
  }

  #ofNumber(family: string, sample: NumberSample): Increment | undefined {
    const told = this.#numbers.get(sample);
    if (told === sample.value) return undefined;
    this.#numbers.set(sample, sample.value);
    return [family, sample.labels, sample.value - (told ?? 0)];
  }

  #ofHistogram(family: string, sample: HistogramSample): Increment | undefined {
    const { counts, sum, exemplars } = sample;
    const told = this.#histograms.get(sample);
    if (told?.counts.every((count, bucket) => count === counts[bucket]) === true) return undefined;
    this.#histograms.set(sample, { sum, counts: [...counts], exemplars: [...(exemplars ?? [])] });
    return [
      family,
      sample.labels,
      sum - (told?.sum ?? 0),
      counts.map((count, bucket) => count - (told?.counts[bucket] ?? 0)),
      (exemplars ?? []).flatMap((exemplar, bucket) =>
        exemplar === undefined || exemplar === told?.exemplars[bucket] ? [] : [[bucket, exemplar] as const],
      ),
    ];
  }
}

/** The values of all gauges that are numbers. */
export function gaugeValues(families: readonly Family[]): GaugeValue[] {
  return families.flatMap((family) =>
    family.type !== 'gauge'
      ? []
      : present(family.samples.all, ({ labels, value }): GaugeValue | undefined =>
          Number.isFinite(value) ? [family.name, labels, value] : undefined,
        ),
  );
}

function present<T, R>(items: Iterable<T>, map: (item: T) => R | undefined): R[] {
  const found: R[] = [];
  for (const item of items) {
    const result = map(item);
    if (result !== undefined) found.push(result);
  }
  return found;
}
