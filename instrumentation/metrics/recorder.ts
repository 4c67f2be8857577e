import type { Labels, MetricIdOf } from '../contract';

/** Records samples of contract metrics. Never throws: what goes wrong inside is counted in `self.errors`. */
export interface Recorder {
  counter<I extends MetricIdOf<'counter'>>(id: I): CounterHandle<I>;
  gauge<I extends MetricIdOf<'gauge'>>(id: I): GaugeHandle<I>;
  histogram<I extends MetricIdOf<'histogram'>>(id: I): HistogramHandle<I>;
}

export interface CounterHandle<I extends MetricIdOf<'counter'>> {
  /** Adds `by` (default 1). */
  inc(labels: Labels<I>, by?: number): void;
  /**
   * Calls `readTotal` at each scrape and adds what came on top since the last one, for a total that somebody else
   * counts (hits of a cache, say). A total that has fallen counts from 0: its owner has begun anew.
   */
  observe(labels: Labels<I>, readTotal: () => number): void;
}

export interface GaugeHandle<I extends MetricIdOf<'gauge'>> {
  set(labels: Labels<I>, value: number): void;
  add(labels: Labels<I>, by: number): void;
  /** The value now, 0 before the first one; undefined if the preset does not expose the metric. */
  read(labels: Labels<I>): number | undefined;
  /** Calls `read` at each scrape; the value replaces what was set. */
  observe(labels: Labels<I>, read: () => number): void;
}

export interface HistogramHandle<I extends MetricIdOf<'histogram'>> {
  /**
   * Adds an observation in the metric's unit.
   * @param traceId trace that shows what was observed; only of a trace that will be exported
   */
  observe(labels: Labels<I>, value: number, traceId?: string): void;
}
