import type { MetricType } from '../contract';
import { labelText } from './label-text';
import { HistogramSample, NumberSample } from './sample';

/** One family as a scrape shows it, with its samples. */
export type Family = NumberFamily | HistogramFamily;

interface Shape {
  readonly name: string;
  readonly help: string;
  /** Exposed label names; a family without any shows its one sample from the start. */
  readonly labelNames: readonly string[];
}

/** Samples of a family by their label text, in the order in which they began. */
class Samples<Sample> {
  readonly #byLabels = new Map<string, Sample>();

  constructor(private readonly create: (labels: string) => Sample) {}

  get all(): Iterable<Sample> {
    return this.#byLabels.values();
  }

  get count(): number {
    return this.#byLabels.size;
  }

  /** The sample of these labels, which come in the same order each time; a new one begins at 0. */
  of(labels: Readonly<Record<string, string>>): Sample {
    return this.ofText(labelText(labels));
  }

  /** True if there is a sample with this label text. */
  has(text: string): boolean {
    return this.#byLabels.has(text);
  }

  /** Takes away the samples that `stays` is false for; a page that is being made just goes on without them. */
  keep(stays: (text: string) => boolean): void {
    for (const text of this.#byLabels.keys()) if (!stays(text)) this.#byLabels.delete(text);
  }

  /** The sample of this label text; a new one begins at 0. */
  ofText(text: string): Sample {
    const known = this.#byLabels.get(text);
    if (known !== undefined) return known;
    const sample = this.create(text);
    this.#byLabels.set(text, sample);
    return sample;
  }
}

/** Family of a counter or gauge. */
export class NumberFamily {
  readonly name: string;
  readonly help: string;
  readonly samples = new Samples((labels) => new NumberSample(labels));

  constructor(
    readonly type: Exclude<MetricType, 'histogram'>,
    { name, help, labelNames }: Shape,
  ) {
    this.name = name;
    this.help = help;
    if (labelNames.length === 0) this.samples.of({});
  }
}

/** Family of a histogram. */
export class HistogramFamily {
  readonly type = 'histogram';
  readonly name: string;
  readonly help: string;
  readonly samples: Samples<HistogramSample>;

  /** @param buckets upper bounds, ascending, without +Inf */
  constructor(
    readonly buckets: readonly number[],
    { name, help, labelNames }: Shape,
  ) {
    this.name = name;
    this.help = help;
    this.samples = new Samples((labels) => new HistogramSample(labels, buckets));
    if (labelNames.length === 0) this.samples.of({});
  }
}

/** Lines that a family has on a page. */
export function lineCount(family: Family): number {
  // A histogram has its buckets, +Inf, the sum and the count.
  return family.samples.count * (family.type === 'histogram' ? family.buckets.length + 3 : 1);
}
