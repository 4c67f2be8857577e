import { type Binding, OVERFLOW_VALUE, WORKER_LABEL } from '../contract';
import type { Family, HistogramFamily, NumberFamily } from '../metrics/family';
import { type GaugeValue, type HistogramIncrement, type Increment, isHistogram } from './increments';
import { type FamilyPlan, familyPlans } from './plan';

/** Gauges of one process. */
export interface GaugeSource {
  /** Tells it from the other processes that run now. */
  readonly slot: string;
  readonly values: readonly GaugeValue[];
}

/**
 * What several processes have counted, as one. Counters and histograms are sums of increments, so that nothing has to
 * happen when a process ends: what it told stays, and its successor begins with increments of its own.
 */
export class Aggregate {
  readonly families: readonly Family[];
  readonly #plans: ReadonlyMap<string, FamilyPlan>;

  /** @param onOverflow told the family that has reached its budget, for each increment that was folded */
  constructor(
    binding: Binding,
    private readonly onOverflow: (family: string) => void,
  ) {
    this.#plans = familyPlans(binding);
    this.families = [...this.#plans.values()].map(({ family }) => family);
  }

  /** Adds what a process has counted. What does not fit the families, as from another release, is left out. */
  add(increments: readonly Increment[]): void {
    for (const increment of increments) {
      const plan = this.#plans.get(increment[0]);
      if (plan === undefined) continue;
      const { family } = plan;
      if (isHistogram(increment)) {
        if (family.type === 'histogram') this.#addHistogram(family, plan, increment);
      } else if (family.type === 'counter') {
        const [, labels, by] = increment;
        if (by >= 0) family.samples.ofText(this.#bounded(family, plan, labels)).value += by;
      }
    }
  }

  /** Replaces all gauges by those of these processes. */
  setGauges(sources: readonly GaugeSource[]): void {
    const merged = new Map<NumberFamily, Map<string, number>>();
    for (const { family } of this.#plans.values()) if (family.type === 'gauge') merged.set(family, new Map());
    for (const { slot, values } of sources) {
      for (const [name, labels, value] of values) {
        const plan = this.#plans.get(name);
        const values_ = plan?.family.type === 'gauge' ? merged.get(plan.family) : undefined;
        if (plan === undefined || values_ === undefined) continue;
        const text = plan.rule === 'each' ? withWorker(labels, slot) : labels;
        const known = values_.get(text);
        values_.set(
          text,
          known === undefined ? value : plan.rule === 'sum' ? known + value : Math.max(known, value),
        );
      }
    }
    for (const [{ samples }, values] of merged) {
      for (const [text, value] of values) samples.ofText(text).value = value;
      samples.keep((text) => values.has(text));
    }
  }

  /** Takes over gauges that were merged already. */
  copyGauges(values: readonly GaugeValue[]): void {
    for (const [name, labels, value] of values) {
      const family = this.#plans.get(name)?.family;
      if (family?.type === 'gauge') family.samples.ofText(labels).value = value;
    }
  }

  #addHistogram(family: HistogramFamily, plan: FamilyPlan, increment: HistogramIncrement): void {
    const [, labels, sum, counts, exemplars] = increment;
    if (counts.length !== family.buckets.length + 1) return;
    const sample = family.samples.ofText(this.#bounded(family, plan, labels));
    sample.sum += sum;
    counts.forEach((count, bucket) => (sample.counts[bucket] = (sample.counts[bucket] ?? 0) + count));
    for (const [bucket, exemplar] of exemplars) {
      sample.exemplars ??= counts.map(() => undefined);
      const known = sample.exemplars[bucket];
      if (known === undefined || known.at <= exemplar.at) sample.exemplars[bucket] = exemplar;
    }
  }

  /** The label set, or what it is folded into: processes that meet different values have more of them together. */
  #bounded({ name, samples }: Family, { budget, capped }: FamilyPlan, labels: string): string {
    if (samples.has(labels) || samples.count < budget || capped.length === 0) return labels;
    this.onOverflow(name);
    return folded(labels, capped);
  }
}

/** The label text with `other` in place of the values of these labels. */
export function folded(labels: string, names: readonly string[]): string {
  return labels.replace(/(\w+)="(?:[^"\\]|\\.)*"/g, (pair, name: string) =>
    names.includes(name) ? `${name}="${OVERFLOW_VALUE}"` : pair,
  );
}

function withWorker(labels: string, slot: string): string {
  return `${labels}${labels === '' ? '' : ','}${WORKER_LABEL}="${slot}"`;
}
