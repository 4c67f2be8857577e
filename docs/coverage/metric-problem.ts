import { type BoundFamily, type BoundMetric, familiesOf, isClosed } from '../../instrumentation/contract';
import { bucketsDemand, labelSetDemand, metricDemand } from '../requirements/demand';
import type { Requirement } from '../requirements/ledger';

/** A demand that the metric answers, and the family of it that has the demanded name. */
export interface Answer {
  readonly family: BoundFamily | undefined;
  /** What differs from the demand; undefined if nothing does. */
  readonly problem: string | undefined;
}

/** How a bound metric answers a requirement of the kind metric, label set or buckets. */
export function answer(metric: BoundMetric, { kind, demand }: Requirement): Answer {
  const name = nameOf(kind, demand);
  const family = familiesOf(metric).find((candidate) => candidate.name === name);
  if (family === undefined) return { family, problem: `${metric.id} is not exposed as ${name ?? demand}` };
  const problem =
    kind === 'metric'
      ? typeProblem(metric, demand)
      : kind === 'label set'
        ? labelProblem(metric, family, demand)
        : bucketProblem(family, demand);
  return { family, problem };
}

function nameOf(kind: Requirement['kind'], demand: string): string | undefined {
  if (kind === 'metric') return metricDemand(demand)?.name;
  return kind === 'label set' ? labelSetDemand(demand)?.name : bucketsDemand(demand)?.name;
}

function typeProblem({ spec }: BoundMetric, demand: string): string | undefined {
  const wanted = metricDemand(demand)?.type;
  return spec.type === wanted ? undefined : `is a ${spec.type}, demanded is a ${wanted}`;
}

function labelProblem(metric: BoundMetric, family: BoundFamily, demand: string): string | undefined {
  const wanted = labelSetDemand(demand);
  const have = [...Object.values(family.labels), ...Object.keys(family.constantLabels)];
  const want = [...(wanted?.labels.keys() ?? [])];
  const missing = want.filter((label) => !have.includes(label));
  const surplus = wanted?.exactly === true ? have.filter((label) => !want.includes(label)) : [];
  const values = [...(wanted?.labels ?? [])].flatMap(([label, of]) => {
    const shown = exposedValues(metric, family, label);
    const differs = of.values !== undefined && [...of.values].sort().join() !== [...shown].sort().join();
    const other = of.constant !== undefined && family.constantLabels[label] !== of.constant;
    return differs || other ? [label] : [];
  });
  const problems = [
    ...missing.map((label) => `lacks ${label}`),
    ...surplus.map((label) => `has ${label} as well`),
    ...values.map((label) => `has other values of ${label}`),
  ];
  return problems.length === 0 ? undefined : problems.join(', ');
}

function bucketProblem({ buckets }: BoundFamily, demand: string): string | undefined {
  const wanted = bucketsDemand(demand);
  const bounds = wanted?.bounds ?? [];
  const isMet =
    wanted?.exactly === true
      ? buckets.join() === bounds.join()
      : bounds.every((bound) => buckets.includes(bound));
  return isMet ? undefined : `has the bounds ${buckets.join(', ')}`;
}

/** Values of a closed label as a family spells them. */
function exposedValues({ spec }: BoundMetric, family: BoundFamily, exposedLabel: string): readonly string[] {
  const [key = ''] = Object.entries(family.labels).find(([, label]) => label === exposedLabel) ?? [];
  const label = spec.labels[key];
  if (label === undefined || !isClosed(label)) return [];
  return label.values.map((value) => family.labelValues[key]?.[value] ?? value);
}
