import type { Held, HoldKind, OperationsEvent } from './events';
import type { Labels } from './observation';

/** An alert from its first firing until it has been gone for long enough. Times are Unix milliseconds. */
export interface Episode {
  readonly fingerprint: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly startedAt: number;
  /** When it was first acknowledged. */
  readonly acknowledgedAt?: number;
  readonly acknowledgedBy?: string;
  /** Highest level that it was escalated to; 0 for none. */
  readonly level: number;
  readonly resolvedAt?: number;
}

/** What follows from the journal. */
export interface State {
  /** Alerts that fire, by fingerprint. */
  readonly active: Map<string, Episode>;
  /** Those that have ended, oldest first. */
  readonly resolved: Episode[];
  /** What keeps alerts quiet, by {@link holdKey}. */
  readonly holds: Map<string, Held>;
  /** Actions that are over: their silences have to go. */
  readonly released: Set<string>;
}

export function emptyState(): State {
  return { active: new Map(), resolved: [], holds: new Map(), released: new Set() };
}

export function holdKey(fingerprint: string, kind: HoldKind): string {
  return `${kind} ${fingerprint}`;
}

/** Takes an event into the state. The state is changed in place: a journal has many events. */
export function apply(state: State, event: OperationsEvent): State {
  const { fingerprint, at } = event;
  const episode = state.active.get(fingerprint);
  switch (event.type) {
    case 'fired':
      if (episode === undefined) {
        const { labels, annotations, startsAt } = event;
        state.active.set(fingerprint, { fingerprint, labels, annotations, startedAt: startsAt, level: 0 });
      }
      break;
    case 'resolved':
      if (episode !== undefined) {
        state.active.delete(fingerprint);
        state.resolved.push({ ...episode, resolvedAt: Math.max(at, episode.startedAt) });
      }
      break;
    case 'held':
      state.holds.set(holdKey(fingerprint, event.kind), event);
      if (event.kind === 'acknowledge' && episode !== undefined && episode.acknowledgedAt === undefined) {
        state.active.set(fingerprint, { ...episode, acknowledgedAt: at, acknowledgedBy: event.by });
      }
      break;
    case 'released': {
      state.released.add(event.action);
      const key = holdKey(fingerprint, event.kind);
      if (state.holds.get(key)?.action === event.action) state.holds.delete(key);
      break;
    }
    case 'escalated':
      if (episode !== undefined && episode.level < event.level) {
        state.active.set(fingerprint, { ...episode, level: event.level });
      }
  }
  return state;
}

/** A copy that events can be applied to. */
export function copyOf({ active, resolved, holds, released }: State): State {
  return {
    active: new Map(active),
    resolved: [...resolved],
    holds: new Map(holds),
    released: new Set(released),
  };
}
