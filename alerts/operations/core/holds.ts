import type { Held, OperationsEvent } from './events';
import { silenceComment, silenceMark } from './comment';
import { type Matcher, matchersOf } from './matchers';
import type { Observation, ObservedSilence } from './observation';
import type { PlanSettings } from './settings';
import { holdKey, type State } from './state';

/** A silence to set. With an id, that one is changed. Times are Unix milliseconds. */
export interface WantedSilence {
  readonly id?: string;
  readonly matchers: readonly Matcher[];
  readonly startsAt: number;
  readonly endsAt: number;
  readonly createdBy: string;
  readonly comment: string;
}

/** Silences of each hold by its action. */
type ByAction = ReadonlyMap<string, readonly ObservedSilence[]>;

/** Longest time between the end of a silence and its last change, if that change was its end. */
const BY_HAND_MS = 1_000;

/** Holds that another replica has made: its silence is how this one hears of it. */
export function adopted(state: State, { silences }: Observation): OperationsEvent[] {
  const events: OperationsEvent[] = [];
  const holds = new Map(state.holds);
  for (const silence of silences) {
    const mark = silenceMark(silence.comment);
    if (mark === undefined || silence.state === 'expired' || state.released.has(mark.action)) continue;
    const { kind, fingerprint, action, note } = mark;
    // Whether an alert that is not known has ended is not known either: whoever made the silence looks after it.
    if (kind === 'acknowledge' && !state.active.has(fingerprint)) continue;
    const key = holdKey(fingerprint, kind);
    const other = holds.get(key);
    if (other !== undefined && !wins(action, silence.endsAt, other)) continue;
    const { createdBy: by, startsAt: at, endsAt: until } = silence;
    const common = { type: 'held', at, fingerprint, action, by, note } as const;
    const held: Held = kind === 'suppress' ? { ...common, kind, until } : { ...common, kind };
    if (other !== undefined) events.push(released(other, at, by, 'another one took its place'));
    events.push(held);
    holds.set(key, held);
  }
  return events;
}

/** Two replicas that were asked at once have to choose the same one: the longer suppression, else the smaller id. */
function wins(action: string, endsAt: number, other: Held): boolean {
  if (action === other.action) return false;
  if (other.until !== undefined && other.until !== endsAt) return endsAt > other.until;
  return action < other.action;
}

/** Holds that are over: with their alert, with their time, or because somebody ended their silence in Alertmanager. */
export function over(state: State, observation: Observation): OperationsEvent[] {
  const silences = byAction(observation);
  return [...state.holds.values()].flatMap((hold) => {
    const reason = whyOver(hold, state, observation.now, silences.get(hold.action) ?? []);
    return reason === undefined ? [] : [released(hold, observation.now, hold.by, reason)];
  });
}

function whyOver(
  { kind, fingerprint, until }: Held,
  state: State,
  now: number,
  silences: readonly ObservedSilence[],
): string | undefined {
  if (kind === 'acknowledge' && !state.active.has(fingerprint)) return 'its alert has resolved';
  if (until !== undefined && now >= until) return 'its time is over';
  const last = [...silences].sort((a, b) => a.endsAt - b.endsAt).at(-1);
  const isEndedByHand =
    last !== undefined &&
    silences.every(({ state }) => state === 'expired') &&
    last.endsAt - last.updatedAt <= BY_HAND_MS;
  return isEndedByHand ? 'its silence was ended in Alertmanager' : undefined;
}

/** What has to be done so that each hold has one silence, and nothing else has one of ours. */
export function silencesOf(
  state: State,
  observation: Observation,
  { holdMs }: PlanSettings,
): { readonly wanted: readonly WantedSilence[]; readonly expire: readonly string[] } {
  const { now } = observation;
  const silences = byAction(observation);
  const wanted: WantedSilence[] = [];
  const expire: string[] = [];
  for (const [action, all] of silences) {
    const open = all.filter((silence) => silence.state !== 'expired');
    // Both replicas may have put back a silence that Alertmanager had lost.
    const surplus = state.released.has(action) ? open : open.slice(1);
    expire.push(...surplus.map(({ id }) => id));
  }
  for (const hold of state.holds.values()) {
    const open = (silences.get(hold.action) ?? []).find((silence) => silence.state !== 'expired');
    const isEnough = open !== undefined && (hold.until !== undefined || open.endsAt - now >= holdMs / 2);
    const silence = isEnough ? undefined : silenceOf(hold, state, open, now, holdMs);
    if (silence !== undefined) wanted.push(silence);
  }
  return { wanted, expire };
}

/**
 * The silence of a hold; undefined while its alert is not known.
 * @param open the one that there is, which is then extended
 */
export function silenceOf(
  hold: Held,
  { active }: State,
  open: ObservedSilence | undefined,
  now: number,
  holdMs: number,
): WantedSilence | undefined {
  const episode = active.get(hold.fingerprint);
  if (episode === undefined) return undefined;
  const known = [...active.values()].map(({ labels }) => labels);
  return {
    ...(open === undefined ? {} : { id: open.id }),
    matchers: open?.matchers ?? matchersOf(episode.labels, known),
    startsAt: open?.startsAt ?? now,
    endsAt: hold.until ?? now + holdMs,
    createdBy: hold.by,
    comment: silenceComment(hold.by, hold),
  };
}

/** That a hold is over. */
export function released(
  { kind, fingerprint, action }: Held,
  at: number,
  by: string,
  reason: string,
): OperationsEvent & { readonly type: 'released' } {
  return { type: 'released', at, fingerprint, kind, action, by, reason };
}

function byAction({ silences }: Observation): ByAction {
  const found = new Map<string, ObservedSilence[]>();
  for (const silence of [...silences].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const action = silenceMark(silence.comment)?.action;
    if (action === undefined) continue;
    const those = found.get(action);
    if (those === undefined) found.set(action, [silence]);
    else those.push(silence);
  }
  return found;
}
