import { type Binding, type MetricId } from '../instrumentation/contract';
import { type Board } from './kit/board';
import { targets } from './kit/targets';

/** Metrics that no panel shows, with the reason why that is right. */
export const UNCHARTED: Readonly<Partial<Record<MetricId, string>>> = {
  'export.circuit.open':
    'an open circuit is the consequence of calls that fail, which the row of the export shows already',
};

/** Metrics that a gateway exposes, that no panel shows, and that nothing excuses. */
export function uncharted(boards: readonly Board[], binding: Binding): MetricId[] {
  const charted = new Set(boards.flatMap(targets).flatMap((target) => target.uses.map((use) => use.id)));
  return [...binding.values()]
    .filter(({ id, spec }) => spec.source === 'gatewatch' && !charted.has(id) && UNCHARTED[id] === undefined)
    .map(({ id }) => id);
}
