import { type Contract, contract, type LabelKey, type MetricId, packs, type ValueOf } from './contract';
import { bindFamily, type BoundFamily, type FamilyBinding, type UntypedFamilyBinding } from './family';
import type { Metric } from './metric';
import type { Preset } from './preset';

/** How a preset exposes one metric; what is left out stays as the contract declares it. */
export interface MetricBinding<I extends MetricId = MetricId> extends FamilyBinding<I> {
  /** Further families that show the same metric, for a system that wants it under several names. */
  readonly alsoAs?: readonly (FamilyBinding<I> & { readonly name: string })[];
  /**
   * For labels that the first family omits: what a matcher on one of their values means in terms of a label that it
   * carries, e.g. the outcome `server_error` as a status code that matches `5..`.
   */
  readonly implied?: {
    readonly [K in LabelKey<I>]?: Readonly<Partial<Record<ValueOf<I, K>, ImpliedMatch<LabelKey<I>>>>>;
  };
  /** Most label sets per process, where the system needs fewer than the contract allows. */
  readonly seriesBudget?: number;
}

/** A match on the label `label`; the regular expression is anchored. */
export interface ImpliedMatch<K extends string = string> {
  readonly label: K;
  readonly regex: string;
}

/** One metric as it is exposed under a preset. Its own fields are those of the family that rules and boards read. */
export interface BoundMetric extends BoundFamily {
  readonly id: MetricId;
  readonly spec: Metric;
  /** Most label sets per process. */
  readonly seriesBudget: number;
  /** Further families that show the same samples. */
  readonly alsoAs: readonly BoundFamily[];
  /** Matches that stand for a value of an omitted label, by label key and value. */
  readonly implied: Readonly<Record<string, Readonly<Record<string, ImpliedMatch>>>>;
}

export type Binding = ReadonlyMap<MetricId, BoundMetric>;

interface UntypedBinding extends UntypedFamilyBinding {
  readonly alsoAs?: readonly UntypedFamilyBinding[];
  readonly implied?: BoundMetric['implied'];
  readonly seriesBudget?: number;
}

/** The metrics of the preset's packs, under the names that the preset gives them. */
export function bind(preset: Preset): Binding {
  const ids = preset.packs.flatMap((pack) => Object.keys(packs[pack]) as MetricId[]);
  return new Map(
    ids.map((id) => [id, bindMetric(id, (preset.metrics[id] as UntypedBinding | undefined) ?? {})]),
  );
}

function bindMetric(id: MetricId, binding: UntypedBinding): BoundMetric {
  const spec: Metric = contract[id];
  return {
    ...bindFamily(spec, binding),
    id,
    spec,
    seriesBudget: binding.seriesBudget ?? spec.seriesBudget,
    alsoAs: (binding.alsoAs ?? []).map((family) => bindFamily(spec, family)),
    implied: binding.implied ?? {},
  };
}

/** All families that show a metric, the one that rules and boards read first. */
export function familiesOf(metric: BoundMetric): readonly BoundFamily[] {
  return [metric, ...metric.alsoAs];
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
