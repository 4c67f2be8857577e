import { type Contract, contract, type LabelKey, type MetricId, type PackName, packs } from './contract';
import type { Metric } from './metric';

/** How a preset exposes one metric; what is left out stays as the contract declares it. */
export interface MetricBinding<I extends MetricId = MetricId> {
  /** Exposed family name. */
  readonly name?: string;
  /** Exposed label names by label key. */
  readonly labels?: Readonly<Partial<Record<LabelKey<I>, string>>>;
  /** Upper bounds in the metric's unit, ascending, without +Inf. Histograms only. */
  readonly buckets?: readonly number[];
}

/** A preset: which packs are on, and under which names their metrics are exposed. Pure data. */
export interface Preset {
  readonly name: string;
  readonly packs: readonly PackName[];
  readonly metrics: { readonly [I in MetricId]?: MetricBinding<I> };
}

/** One metric as it is exposed under a preset. */
export interface BoundMetric {
  readonly id: MetricId;
  readonly spec: Metric;
  /** Exposed family name. */
  readonly name: string;
  /** Exposed label name by label key. */
  readonly labels: Readonly<Record<string, string>>;
  /** Exposed buckets, for histograms. */
  readonly buckets: readonly number[];
}

export type Binding = ReadonlyMap<MetricId, BoundMetric>;

/** The metrics of the preset's packs, under the names that the preset gives them. */
export function bind(preset: Preset): Binding {
  const ids = preset.packs.flatMap((pack) => Object.keys(packs[pack]) as MetricId[]);
  return new Map(ids.map((id) => [id, bindMetric(id, preset.metrics[id] ?? {})]));
}

function bindMetric(id: MetricId, binding: MetricBinding): BoundMetric {
  const spec: Metric = contract[id];
  const renamed: Readonly<Record<string, string | undefined>> = binding.labels ?? {};
  const labels = Object.entries(spec.labels).map(
    ([key, label]) => [key, renamed[key] ?? label.name] as const,
  );
  return {
    id,
    spec,
    name: binding.name ?? spec.name,
    labels: Object.fromEntries(labels),
    buckets: binding.buckets ?? spec.buckets ?? [],
  };
}

/**
 * The metric as the binding exposes it.
 * @throws Error naming the metric if its pack is off in this preset.
 */
export function boundMetric(binding: Binding, id: keyof Contract): BoundMetric {
  const bound = binding.get(id);
  if (bound === undefined) {
    throw new Error(
      `metric "${id}" is not exposed: its pack is off in this preset; switch the pack on or drop the rule or panel that reads it`,
    );
  }
  return bound;
}
