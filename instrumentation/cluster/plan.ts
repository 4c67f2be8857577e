import { type Binding, type BoundFamily, type BoundMetric, familiesOf, isClosed } from '../contract';
import { type ClusterRule, WORKER_LABEL } from '../contract';
import { exposedNames } from '../metrics/exposure';
import { type Family, HistogramFamily, NumberFamily } from '../metrics/family';

/** A family as it shows what several processes have counted. */
export interface FamilyPlan {
  readonly family: Family;
  /** What becomes of the values of a gauge. */
  readonly rule: ClusterRule;
  /** Most label sets: as many as one process may have. */
  readonly budget: number;
  /** Exposed names of the labels that are folded into `other` beyond it. */
  readonly capped: readonly string[];
}

/** Empty families for everything that a process under this binding exposes, by name. */
export function familyPlans(binding: Binding): ReadonlyMap<string, FamilyPlan> {
  const own = [...binding.values()].filter(({ spec }) => spec.source === 'gatewatch');
  return new Map(
    own.flatMap((metric) =>
      familiesOf(metric).map((family): [string, FamilyPlan] => [family.name, plan(metric, family)]),
    ),
  );
}

function plan(metric: BoundMetric, bound: BoundFamily): FamilyPlan {
  const { spec, seriesBudget: budget } = metric;
  const rule = spec.cluster ?? 'sum';
  const own = exposedNames(bound);
  const labelNames = spec.type === 'gauge' && rule === 'each' ? [...own, WORKER_LABEL] : own;
  const shape = { name: bound.name, help: spec.help, labelNames };
  const capped = Object.entries(bound.labels).filter(([key]) => {
    const label = spec.labels[key];
    return label !== undefined && !isClosed(label);
  });
  return {
    family:
      spec.type === 'histogram'
        ? new HistogramFamily(bound.buckets, shape)
        : new NumberFamily(spec.type, shape),
    rule,
    budget,
    capped: capped.map(([, name]) => name),
  };
}
