import { type BoundMetric, isClosed } from '../contract';
import type { LabelValues } from './exposure';

/** Every label set of a metric whose labels are all closed; none if one is capped. */
export function closedLabelSets(bound: BoundMetric): LabelValues[] {
  let sets: Record<string, string>[] = [{}];
  for (const [key, label] of Object.entries(bound.spec.labels)) {
    if (!isClosed(label)) return [];
    sets = sets.flatMap((set) => label.values.map((value) => ({ ...set, [key]: value })));
  }
  return sets;
}
