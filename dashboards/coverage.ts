import { type Binding, type MetricId } from '../instrumentation/contract';
import { type Board } from './kit/board';
import { targets } from './kit/targets';

/** Metrics that no panel of any board shows, with the reason why that is right. None for now. */
export const UNCHARTED: Readonly<Partial<Record<MetricId, string>>> = {};

/** Metrics that a gateway exposes, that no panel shows, and that nothing excuses. */
export function uncharted(boards: readonly Board[], binding: Binding): MetricId[] {
  const charted = new Set(boards.flatMap(targets).flatMap((target) => target.uses.map((use) => use.id)));
  return [...binding.values()]
    .filter(({ id, spec }) => spec.source === 'gatewatch' && !charted.has(id) && UNCHARTED[id] === undefined)
    .map(({ id }) => id);
}
