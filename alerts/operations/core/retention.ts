import type { OperationsEvent } from './events';
import { apply, emptyState } from './state';

/** The events without those that are older, and about nothing that goes on. The state is the same but for old episodes. */
export function retained(events: readonly OperationsEvent[], oldest: number): readonly OperationsEvent[] {
  const state = events.reduce(apply, emptyState());
  const goesOn = new Set([
    ...state.active.keys(),
    ...[...state.holds.values()].map(({ fingerprint }) => fingerprint),
  ]);
  return events.filter(({ at, fingerprint }) => at >= oldest || goesOn.has(fingerprint));
}
