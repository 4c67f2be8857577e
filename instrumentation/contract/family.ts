import type { LabelKey, MetricId, ValueOf } from './contract';
import type { Metric } from './metric';

/** How one exposed family shows a metric; what is left out stays as the contract declares it. */
export interface FamilyBinding<I extends MetricId = MetricId> {
  /** Exposed family name. */
  readonly name?: string;
  /** Exposed label names by label key. */
  readonly labels?: Readonly<Partial<Record<LabelKey<I>, string>>>;
  /** Label keys that the family does not carry: its samples are the sums over them. */
  readonly omit?: readonly LabelKey<I>[];
  /** Labels of this family whose value never changes, e.g. an application name. */
  readonly constantLabels?: Readonly<Record<string, string>>;
  /** Other spellings of label values by label key, e.g. `{ state: { open: 'OPEN' } }`. */
  readonly labelValues?: { readonly [K in LabelKey<I>]?: Readonly<Partial<Record<ValueOf<I, K>, string>>> };
  /**
   * For a state set (a gauge that is 1 for one value of a label and 0 for its others): the family drops the label and
   * shows the number of the value that is 1.
   */
  readonly asNumber?: AsNumber<I>;
  /** Upper bounds in the metric's unit, ascending, without +Inf. Histograms only. */
  readonly buckets?: readonly number[];
}

/** Numbers by value of one closed label, e.g. 0, 1 and 2 for the states of a breaker. */
export type AsNumber<I extends MetricId> = {
  readonly [K in LabelKey<I>]: {
    readonly label: K;
    readonly values: Readonly<Record<ValueOf<I, K>, number>>;
  };
}[LabelKey<I>];

/** One family as it is exposed under a preset. */
export interface BoundFamily {
  /** Exposed family name. */
  readonly name: string;
  /** Exposed label name by label key, of the labels that the family carries. */
  readonly labels: Readonly<Record<string, string>>;
  readonly constantLabels: Readonly<Record<string, string>>;
  /** Exposed spelling by label key and contract value; a value that is not in it is exposed as it is. */
  readonly labelValues: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Set if the family shows one number in place of a state set. */
  readonly asNumber:
    { readonly label: string; readonly values: Readonly<Record<string, number>> } | undefined;
  /** Exposed buckets, for histograms. */
  readonly buckets: readonly number[];
}

/** A binding without the types of a single metric: what the code that works on all of them sees. */
export interface UntypedFamilyBinding {
  readonly name?: string;
  readonly labels?: Readonly<Record<string, string | undefined>>;
  readonly omit?: readonly string[];
  readonly constantLabels?: Readonly<Record<string, string>>;
  readonly labelValues?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly asNumber?: { readonly label: string; readonly values: Readonly<Record<string, number>> };
  readonly buckets?: readonly number[];
}

/** The family that a binding makes of a metric. */
export function bindFamily(spec: Metric, binding: UntypedFamilyBinding): BoundFamily {
  const dropped = [...(binding.omit ?? []), ...(binding.asNumber ? [binding.asNumber.label] : [])];
  const carried = Object.entries(spec.labels).filter(([key]) => !dropped.includes(key));
  return {
    name: binding.name ?? spec.name,
    labels: Object.fromEntries(carried.map(([key, label]) => [key, binding.labels?.[key] ?? label.name])),
    constantLabels: binding.constantLabels ?? {},
    labelValues: binding.labelValues ?? {},
    asNumber: binding.asNumber,
    buckets: binding.buckets ?? spec.buckets ?? [],
  };
}
