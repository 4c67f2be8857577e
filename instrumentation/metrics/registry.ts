import {
  type Binding,
  type BoundMetric,
  familiesOf,
  type InternalPart,
  isClosed,
  type MetricId,
  type MetricIdOf,
} from '../contract';
import { BoundedSeries } from './bounded-series';
import { closedLabelSets } from './closed-label-sets';
import { Collectors } from './collectors';
import type { LabelValues } from './exposure';
import { type Distribution, distributionOf } from './distribution';
import { type Family, lineCount } from './family';
import { IdleSeries } from './idle-series';
import { type LabelUsage, SERIES_BUDGET } from './limiter';
import type { CounterHandle, GaugeHandle, HistogramHandle, Recorder } from './recorder';
import { type Page, type Scraped, Scraper } from './render/scraper';
import { text } from './render/text';
import {
  counterFamilies,
  type CounterSeries,
  gaugeFamilies,
  type GaugeSeries,
  histogramFamilies,
} from './series';
import { Total } from './total';

/** One sample of a metric, under the contract's own label keys and values. */
export interface Sample {
  readonly labels: LabelValues;
  readonly value: number;
}

/** How full a metric is. */
export interface MetricUsage {
  readonly id: MetricId;
  /** Family that rules and boards read. */
  readonly name: string;
  /** Label sets so far. */
  readonly series: number;
  readonly seriesBudget: number;
  /** By label key. */
  readonly labels: Readonly<Record<string, LabelUsage>>;
}

type Handle = CounterHandle<never> | GaugeHandle<never> | HistogramHandle<never>;

/**
 * The metrics of one process: every family of the binding, under the names that its preset gives. Recording goes
 * through the contract's ids; a metric whose pack is off in the preset takes samples and drops them.
 */
export class MetricsRegistry implements Recorder {
  readonly #families = new Map<string, Family>();
  readonly #scraper: Scraper;
  readonly #handles = new Map<MetricId, Handle>();
  readonly #bounds: { readonly bound: BoundMetric; readonly series: BoundedSeries<unknown> }[] = [];
  readonly #values = new Map<MetricId, BoundedSeries<CounterSeries | GaugeSeries>>();
  readonly #collectors = new Collectors(() => this.countError('collect'));
  readonly #idle = new IdleSeries((name) => this.#families.get(name));
  readonly #binding: Binding;

  /** Every family of this process, in the order of the contract. */
  readonly families: readonly Family[];

  constructor(binding: Binding) {
    this.#binding = binding;
    // All families exist from the start, so that a scrape shows what there is to come.
    for (const bound of binding.values()) {
      if (bound.spec.source === 'gatewatch') this.#handles.set(bound.id, this.#create(bound));
    }
    for (const bound of binding.values()) this.#announceOverflow(bound);
    this.families = [...this.#families.values()];
    this.#scraper = new Scraper(this);
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

  /**
   * Calls `collect` at the start of each scrape, which waits for its promise if it returns one. What it throws is
   * counted and does not spoil the scrape.
   */
  beforeScrape(collect: () => void | Promise<void>): void {
    this.#collectors.add(collect);
  }

  /**
   * Every family, in the format and encoding that these request headers ask for. Rejects if the event loop is so busy
   * that a scraper would no longer wait.
   */
  scrape(accept?: string, acceptEncoding?: string): Promise<Page> {
    return this.#scraper.scrape(accept, acceptEncoding);
  }

  /** Scrapes of the families that show some of the metrics. */
  view(isShown: (id: MetricId) => boolean): Pick<Scraper, 'scrape'> {
    const shown = [...this.#binding.values()].filter(({ id }) => isShown(id)).flatMap(familiesOf);
    const names = new Set(shown.map(({ name }) => name));
    const all = this.#scraper;
    return new Scraper({
      get families() {
        return all.scraped.families.filter(({ name }) => names.has(name));
      },
      collect: () => all.scraped.collect(),
    });
  }

  /** Every family in the Prometheus text format 0.0.4. Rejects as {@link scrape} does. */
  async render(): Promise<string> {
    const { chunks } = await this.#scraper.page(text, false);
    return Buffer.concat(chunks).toString();
  }

  /** Current samples of a counter or gauge; none if its pack is off. Throws what an observed gauge throws. */
  samples(id: MetricIdOf<'counter' | 'gauge'>): Sample[] {
    const all = this.#values.get(id)?.all ?? [];
    return all.map(({ values, series }) => ({
      labels: values,
      value: this.#collectors.valueOf(series) ?? series.value,
    }));
  }

  /** All observations of a histogram, whatever their labels; undefined if its pack is off. */
  distribution(id: MetricIdOf<'histogram'>): Distribution | undefined {
    const family = this.#families.get(this.#binding.get(id)?.name ?? '');
    return family?.type === 'histogram' ? distributionOf(family) : undefined;
  }

  /** How full each metric is, in the order of the contract. */
  usage(): MetricUsage[] {
    return this.#bounds.map(({ bound: { id, name, seriesBudget }, series }) => ({
      id,
      name,
      series: series.all.length,
      seriesBudget,
      labels: series.labelUsage(),
    }));
  }

  /**
   * Drops series that nothing was counted in for so long, as far as former calls can tell; see {@link IdleSeries}.
   * @param now in milliseconds
   * @returns number of series that are gone
   */
  dropIdle(idleMs: number, now: number): number {
    return this.#idle.drop(idleMs, now);
  }

  /** Samples on a page. */
  get lineCount(): number {
    return [...this.#families.values()].reduce((sum, family) => sum + lineCount(family), 0);
  }

  /** Counts an error that was caught inside the preload. */
  countError(where: InternalPart): void {
    try {
      this.counter('self.errors').inc({ where });
    } catch {
      // Counting is all that could be done about it.
    }
  }

  /** What pages show. */
  get shown(): Scraped {
    return this.#scraper.scraped;
  }

  /** From now on pages show something else, e.g. what all workers of a cluster have counted. */
  showInstead(scraped: Scraped): void {
    this.#scraper.scraped = scraped;
  }

  /** Brings values up to date that are read when somebody asks. Never throws or rejects. */
  collect(): void | Promise<void> {
    return this.#collectors.collect();
  }

  readonly #register = (family: Family): void => {
    if (this.#families.has(family.name)) throw new Error(`two metrics are exposed as ${family.name}`);
    this.#families.set(family.name, family);
  };

  #create(bound: BoundMetric): Handle {
    switch (bound.spec.type) {
      case 'counter':
        return this.#createCounter(bound);
      case 'gauge':
        return this.#createGauge(bound);
      case 'histogram':
        return this.#createHistogram(bound);
    }
  }

  #createCounter(bound: BoundMetric): Handle {
    const series = this.#bounded(bound, counterFamilies(bound, this.#register));
    this.#values.set(bound.id, series);
    this.#idle.track(bound, series);
    return {
      inc: (labels: LabelValues, by = 1) => {
        try {
          series.of(labels).inc(by);
        } catch {
          this.countError('metrics');
        }
      },
      observe: (labels: LabelValues, readTotal: () => number) => {
        const total = new Total();
        this.beforeScrape(() => series.of(labels).inc(total.rise(readTotal())));
      },
    };
  }

  #createGauge(bound: BoundMetric): Handle {
    const series = this.#bounded(bound, gaugeFamilies(bound, this.#register));
    this.#values.set(bound.id, series);
    const change = (labels: LabelValues, next: (gauge: GaugeSeries) => number) => {
      try {
        const gauge = series.of(labels);
        gauge.set(next(gauge));
      } catch {
        this.countError('metrics');
      }
    };
    return {
      set: (labels: LabelValues, value: number) => change(labels, () => value),
      add: (labels: LabelValues, by: number) => change(labels, ({ value }) => value + by),
      read: (labels: LabelValues) => series.of(labels).value,
      observe: (labels: LabelValues, read: () => number) =>
        change(labels, (gauge) => {
          this.#collectors.read(gauge, read);
          return gauge.value;
        }),
    };
  }

  #createHistogram(bound: BoundMetric): Handle {
    const series = this.#bounded(bound, histogramFamilies(bound, this.#register));
    this.#idle.track(bound, series);
    return {
      observe: (labels: LabelValues, value: number, traceId?: string) => {
        try {
          series.of(labels).observe(value, traceId);
        } catch {
          this.countError('metrics');
        }
      },
    };
  }

  /** Gives every overflow that could come a series at 0, so that the first one shows as an increase. */
  #announceOverflow({ id, name, spec, labels }: BoundMetric): void {
    if (spec.source !== 'gatewatch' || id.startsWith('self.')) return;
    const capped = Object.entries(spec.labels).filter(([, label]) => !isClosed(label));
    if (capped.length === 0) return;
    const exposed = capped.map(([key, label]) => labels[key] ?? label.name);
    for (const label of [...exposed, SERIES_BUDGET]) {
      this.counter('self.cardinality.overflow').inc({ metric: name, label }, 0);
    }
  }

  #bounded<Series>(bound: BoundMetric, create: (values: LabelValues) => Series): BoundedSeries<Series> {
    const series = new BoundedSeries(bound, create, (label) => {
      // The overflow counter cannot report on itself.
      if (bound.id === 'self.cardinality.overflow') return;
      this.counter('self.cardinality.overflow').inc({ metric: bound.name, label });
    });
    for (const labels of closedLabelSets(bound)) series.of(labels);
    this.#bounds.push({ bound, series });
    return series;
  }
}

const ignore = () => undefined;
/** Stands in for the handles of a pack that is off. */
const off = { inc: ignore, set: ignore, add: ignore, read: ignore, observe: ignore };
