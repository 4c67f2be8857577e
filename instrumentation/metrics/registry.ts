import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { type Binding, type BoundMetric, isClosed, type MetricId, type MetricIdOf } from '../contract';
import { Family } from './family';
import type { CounterHandle, GaugeHandle, HistogramHandle, Recorder } from './recorder';

/** One sample of a metric, under the contract's own label keys. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

type LabelValues = Readonly<Record<string, string>>;
type AnyHandle = CounterHandle<never> | GaugeHandle<never> | HistogramHandle<never>;

/**
 * The metrics of one process: every family of the binding, under the names that its preset gives. Recording goes
 * through the contract's ids; a metric whose pack is off in the preset takes samples and drops them.
 */
export class MetricsRegistry implements Recorder {
  readonly #prometheus = new Registry();
  readonly #binding: Binding;
  readonly #handles = new Map<MetricId, AnyHandle>();
  readonly #families = new Map<MetricId, Family<unknown>>();
  readonly #beforeScrape: (() => void)[] = [];

  constructor(binding: Binding) {
    this.#binding = binding;
    // All families exist from the start, so that a scrape shows them and the first increment is visible to rate().
    for (const bound of binding.values()) {
      if (bound.spec.source === 'gatewatch') this.#handles.set(bound.id, this.#create(bound));
    }
  }

  counter<I extends MetricIdOf<'counter'>>(id: I): CounterHandle<I> {
    return (this.#handles.get(id) ?? off) as CounterHandle<I>;
  }

  gauge<I extends MetricIdOf<'gauge'>>(id: I): GaugeHandle<I> {
    return (this.#handles.get(id) ?? off) as GaugeHandle<I>;
  }

  histogram<I extends MetricIdOf<'histogram'>>(id: I): HistogramHandle<I> {
    return (this.#handles.get(id) ?? off) as HistogramHandle<I>;
  }

  /** Content type of {@link render}. */
  get contentType(): string {
    return this.#prometheus.contentType;
  }

  /** Calls `collect` at the start of each scrape; what it throws is counted and does not spoil the scrape. */
  beforeScrape(collect: () => void): void {
    this.#beforeScrape.push(collect);
  }

  /** Every family in the Prometheus text format 0.0.4. */
  async render(): Promise<string> {
    for (const collect of this.#beforeScrape) this.#guard('collect', collect);
    return this.#prometheus.metrics();
  }

  /** Current samples of a counter or gauge; none if its pack is off. */
  async samples(id: MetricIdOf<'counter' | 'gauge'>): Promise<Sample[]> {
    const bound = this.#binding.get(id);
    const family = bound && this.#prometheus.getSingleMetric(bound.name);
    if (bound === undefined || family === undefined) return [];
    const { values } = await (family as Counter | Gauge).get();
    const keys = Object.entries(bound.labels);
    return values.map(({ labels, value }) => ({
      labels: Object.fromEntries(keys.map(([key, name]) => [key, String(labels[name])])),
      value,
    }));
  }

  /** Label sets that a metric has so far. */
  series(id: MetricId): number {
    return this.#families.get(id)?.series ?? 0;
  }

  /** Counts an error that was caught inside the preload. */
  countError(where: string): void {
    try {
      this.counter('self.errors').inc({ where });
    } catch {
      // Counting is all that could be done about it.
    }
  }

  #create(bound: BoundMetric): AnyHandle {
    switch (bound.spec.type) {
      case 'counter':
        return this.#createCounter(bound);
      case 'gauge':
        return this.#createGauge(bound);
      case 'histogram':
        return this.#createHistogram(bound);
    }
  }

  #createCounter(bound: BoundMetric): AnyHandle {
    const metric = new Counter(this.#options(bound));
    const family = this.#family(bound, (labels) => {
      metric.inc(labels, 0);
      return metric.labels(labels);
    });
    return {
      inc: (labels: LabelValues, by = 1) => {
        try {
          family.child(labels).inc(by);
        } catch {
          this.countError('metrics');
        }
      },
    };
  }

  #createGauge(bound: BoundMetric): AnyHandle {
    const reads = new Map<ReturnType<Gauge['labels']>, () => number>();
    const collect = () => reads.forEach((read, child) => this.#guard('collect', () => child.set(read())));
    const metric = new Gauge({ ...this.#options(bound), collect });
    const family = this.#family(bound, (labels) => {
      metric.set(labels, 0);
      return metric.labels(labels);
    });
    return {
      set: (labels: LabelValues, value: number) =>
        this.#guard('metrics', () => family.child(labels).set(value)),
      add: (labels: LabelValues, by: number) => {
        try {
          family.child(labels).inc(by);
        } catch {
          this.countError('metrics');
        }
      },
      observe: (labels: LabelValues, read: () => number) =>
        this.#guard('metrics', () => void reads.set(family.child(labels), read)),
    };
  }

  #createHistogram(bound: BoundMetric): AnyHandle {
    const metric = new Histogram({ ...this.#options(bound), buckets: [...bound.buckets] });
    const family = this.#family(bound, (labels) => {
      metric.zero(labels);
      return metric.labels(labels);
    });
    return {
      observe: (labels: LabelValues, value: number) => {
        try {
          family.child(labels).observe(value);
        } catch {
          this.countError('metrics');
        }
      },
    };
  }

  #options(bound: BoundMetric) {
    return {
      name: bound.name,
      help: bound.spec.help,
      labelNames: Object.values(bound.labels),
      registers: [this.#prometheus],
    };
  }

  #family<Child>(bound: BoundMetric, create: (labels: Record<string, string>) => Child): Family<Child> {
    const onOverflow = (label: string) => {
      // The overflow counter cannot report on itself.
      if (bound.id === 'self.cardinality.overflow') return;
      this.counter('self.cardinality.overflow').inc({ metric: bound.name, label });
    };
    const family = new Family(bound, create, onOverflow);
    for (const labels of closedLabelSets(bound)) family.child(labels);
    this.#families.set(bound.id, family);
    return family;
  }

  #guard(where: string, action: () => void): void {
    try {
      action();
    } catch {
      this.countError(where);
    }
  }
}

/** Every label set of a metric whose labels are all closed; none if one is capped. */
function closedLabelSets(bound: BoundMetric): LabelValues[] {
  let sets: Record<string, string>[] = [{}];
  for (const [key, label] of Object.entries(bound.spec.labels)) {
    if (!isClosed(label)) return [];
    sets = sets.flatMap((set) => label.values.map((value) => ({ ...set, [key]: value })));
  }
  return sets;
}

const ignore = () => undefined;
/** Stands in for the handles of a pack that is off. */
const off = { inc: ignore, set: ignore, add: ignore, observe: ignore };
