import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { type BoundFamily, type BoundMetric, familiesOf } from '../contract';
import { exposedLabels, exposedNames, type LabelValues } from './exposure';

/** Series of a counter, in all families that show it. */
export interface CounterSeries {
  readonly value: number;
  inc(by: number): void;
}

/** Series of a gauge, in all families that show it. */
export interface GaugeSeries {
  readonly value: number;
  set(value: number): void;
}

/** Series of a histogram, in all families that show it. */
export interface HistogramSeries {
  observe(value: number): void;
}

/** Makes the series of a label set. Label sets that a family shows as one add up there. */
export type CreateSeries<S> = (values: LabelValues) => S;

/** Registers the families of a counter. */
export function counterFamilies(bound: BoundMetric, registry: Registry): CreateSeries<CounterSeries> {
  const families = familiesOf(bound).map((family) => {
    const metric = new Counter(options(bound, family, registry));
    return (values: LabelValues) => {
      const labels = exposedLabels(family, values);
      // The series exists from its first sight on, so that rate() sees the first increment.
      metric.inc(labels, 0);
      return metric.labels(labels);
    };
  });
  return (values) => {
    const children = families.map((child) => child(values));
    let value = 0;
    return {
      get value() {
        return value;
      },
      inc(by) {
        for (const child of children) child.inc(by);
        value += by;
      },
    };
  };
}

/** Registers the families of a gauge. */
export function gaugeFamilies(bound: BoundMetric, registry: Registry): CreateSeries<GaugeSeries> {
  const families = familiesOf(bound).map((family) => {
    const metric = new Gauge(options(bound, family, registry));
    if (family.asNumber !== undefined) return state(metric, family, family.asNumber);
    const carriesAll = Object.keys(bound.spec.labels).every((key) => key in family.labels);
    return carriesAll ? same(metric, family) : sum(metric, family);
  });
  return (values) => {
    const parts = families.map((part) => part(values));
    let value = 0;
    return {
      get value() {
        return value;
      },
      set(next) {
        for (const part of parts) part(next, value);
        value = next;
      },
    };
  };
}

/** Makes what brings a family's series in line with a new value. */
type CreatePart = (values: LabelValues) => (next: number, previous: number) => void;

/** The family shows the value. */
function same(metric: Gauge, family: BoundFamily): CreatePart {
  return (values) => {
    const child = metric.labels(exposedLabels(family, values));
    child.set(0);
    return (next) => child.set(next);
  };
}

/** The family omits labels and shows the sum over them. */
function sum(metric: Gauge, family: BoundFamily): CreatePart {
  return (values) => {
    const labels = exposedLabels(family, values);
    metric.inc(labels, 0);
    const child = metric.labels(labels);
    return (next, previous) => child.inc(finite(next) - finite(previous));
  };
}

/** What is no number would spoil the sum for good. */
function finite(value: number): number {
  return Number.isFinite(value) ? value : 0;
}

/** The family shows the number of the state that is 1. */
function state(
  metric: Gauge,
  family: BoundFamily,
  { label, values: numbers }: NonNullable<BoundFamily['asNumber']>,
): CreatePart {
  return (values) => {
    const number = numbers[values[label] as string];
    const child = metric.labels(exposedLabels(family, values));
    return (next) => {
      if (next === 1 && number !== undefined) child.set(number);
    };
  };
}

/** Registers the families of a histogram. */
export function histogramFamilies(bound: BoundMetric, registry: Registry): CreateSeries<HistogramSeries> {
  const families = familiesOf(bound).map((family) => {
    const metric = new Histogram({ ...options(bound, family, registry), buckets: [...family.buckets] });
    const known = new Set<string>();
    return (values: LabelValues) => {
      const labels = exposedLabels(family, values);
      const key = JSON.stringify(Object.values(labels));
      // Once only: it would empty a series that another label set has begun.
      if (!known.has(key)) metric.zero(labels);
      known.add(key);
      return metric.labels(labels);
    };
  });
  return (values) => {
    const children = families.map((child) => child(values));
    return {
      observe(value) {
        for (const child of children) child.observe(value);
      },
    };
  };
}

function options({ spec }: BoundMetric, family: BoundFamily, registry: Registry) {
  return { name: family.name, help: spec.help, labelNames: exposedNames(family), registers: [registry] };
}
