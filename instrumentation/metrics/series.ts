import { type BoundFamily, type BoundMetric, familiesOf } from '../contract';
import { exposedLabels, exposedNames, type LabelValues } from './exposure';
import { type Family, HistogramFamily, NumberFamily } from './family';

/** Series of a counter, in all families that show it. */
export interface CounterSeries {
  readonly value: number;
  /** Changes with each use. */
  readonly uses: number;
  inc(by: number): void;
}

/** Series of a gauge, in all families that show it. */
export interface GaugeSeries {
  readonly value: number;
  set(value: number): void;
}

/** Series of a histogram, in all families that show it. */
export interface HistogramSeries {
  /** Changes with each use: the observations so far, those of label sets that a family shows as one included. */
  readonly uses: number;
  observe(value: number, traceId?: string): void;
}

/** Makes the series of a label set. Label sets that a family shows as one add up there. */
export type CreateSeries<S> = (values: LabelValues) => S;

/** Takes a new family into the page. */
export type Register = (family: Family) => void;

/** Registers the families of a counter. */
export function counterFamilies(bound: BoundMetric, register: Register): CreateSeries<CounterSeries> {
  const families = familiesOf(bound).map((family) => ({
    family,
    exposed: numberFamily('counter', bound, family, register),
  }));
  return (values) => {
    const samples = families.map(({ family, exposed }) => exposed.samples.of(exposedLabels(family, values)));
    let value = 0;
    return {
      get value() {
        return value;
      },
      get uses() {
        return value;
      },
      inc(by) {
        if (!Number.isFinite(by) || by < 0) {
          throw new TypeError(`a counter cannot rise by ${by}: a finite number from 0 on is needed`);
        }
        for (const sample of samples) sample.value += by;
        value += by;
      },
    };
  };
}

/** Registers the families of a gauge. */
export function gaugeFamilies(bound: BoundMetric, register: Register): CreateSeries<GaugeSeries> {
  const families = familiesOf(bound).map((family) => {
    const exposed = numberFamily('gauge', bound, family, register);
    if (family.asNumber !== undefined) return state(exposed, family, family.asNumber);
    const carriesAll = Object.keys(bound.spec.labels).every((key) => key in family.labels);
    return carriesAll ? same(exposed, family) : sum(exposed, family);
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
function same({ samples }: NumberFamily, family: BoundFamily): CreatePart {
  return (values) => {
    const sample = samples.of(exposedLabels(family, values));
    return (next) => {
      sample.value = next;
    };
  };
}

/** The family omits labels and shows the sum over them. */
function sum({ samples }: NumberFamily, family: BoundFamily): CreatePart {
  return (values) => {
    const sample = samples.of(exposedLabels(family, values));
    return (next, previous) => {
      sample.value += finite(next) - finite(previous);
    };
  };
}

/** What is no number would spoil the sum for good. */
function finite(value: number): number {
  return Number.isFinite(value) ? value : 0;
}

/** The family shows the number of the state that is 1. */
function state(
  { samples }: NumberFamily,
  family: BoundFamily,
  { label, values: numbers }: NonNullable<BoundFamily['asNumber']>,
): CreatePart {
  return (values) => {
    const number = numbers[values[label] as string];
    return (next) => {
      // Not before: the family has no number as long as no state is known to be on.
      if (next === 1 && number !== undefined) samples.of(exposedLabels(family, values)).value = number;
    };
  };
}

/** Registers the families of a histogram. */
export function histogramFamilies(bound: BoundMetric, register: Register): CreateSeries<HistogramSeries> {
  const families = familiesOf(bound).map((family) => {
    const exposed = new HistogramFamily(family.buckets, shapeOf(bound, family));
    register(exposed);
    return { family, exposed };
  });
  return (values) => {
    const samples = families.map(({ family, exposed }) => exposed.samples.of(exposedLabels(family, values)));
    return {
      get uses() {
        return samples[0]?.counts.reduce((sum, count) => sum + count, 0) ?? 0;
      },
      observe(value, traceId) {
        for (const sample of samples) sample.observe(value, traceId);
      },
    };
  };
}

function numberFamily(
  type: 'counter' | 'gauge',
  bound: BoundMetric,
  family: BoundFamily,
  register: Register,
): NumberFamily {
  const exposed = new NumberFamily(type, shapeOf(bound, family));
  register(exposed);
  return exposed;
}

function shapeOf({ spec }: BoundMetric, family: BoundFamily) {
  return { name: family.name, help: spec.help, labelNames: exposedNames(family) };
}
