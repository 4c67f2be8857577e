import { ledgerCheck, type LedgerCheck, rowsOfNotes } from './ledger-check';
import type { Note } from './ledgers';
import type { StepClient } from './steps';

const NOTE = 'breaker';
type State = 'closed' | 'open' | 'half_open';

/**
 * Writes down how breakers change, from the states that a client is shown; all begin closed. It has to look at least once
 * in each state but `open`, which a breaker cannot pass by.
 */
export function watchBreakers({ note }: Pick<StepClient, 'note'>) {
  const seen = new Map<string, State>();
  return (service: string, component: string, state: string): void => {
    const name = `${service} ${component}`;
    const before = seen.get(name) ?? 'closed';
    const way = before === 'closed' && state === 'half_open' ? (['open', state] as const) : [state];
    let from: string = before;
    for (const to of way) {
      if (to !== from) note(NOTE, { service, component, from, to });
      from = to;
    }
    seen.set(name, state as State);
  };
}

/** The transitions that clients saw. */
export function transitionCheck(notes: readonly Note[]): LedgerCheck {
  return ledgerCheck('breaker.transitions', ['service', 'component', 'from', 'to'], rowsOfNotes(notes, NOTE));
}
