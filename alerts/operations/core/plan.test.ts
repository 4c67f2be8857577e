import { silenceComment, silenceMark } from './comment';
import { ESCALATES, ESCALATION } from './escalation';
import type { Held, OperationsEvent } from './events';
import type { Observation, ObservedAlert, ObservedSilence } from './observation';
import { planNext } from './plan';
import { apply, emptyState, type State } from './state';

const NOW = 1_000_000_000;
const FP = '0123456789abcdef';
const SETTINGS = {
  holdMs: 10_000,
  resolvedAfterMs: 5_000,
  escalateAfterMs: [3_000, 6_000],
  testEveryMs: 0,
  escalated: ['critical'],
} as const;

const alert = (over: Partial<ObservedAlert> = {}): ObservedAlert => ({
  fingerprint: FP,
  labels: { alertname: 'Broken', severity: 'high', service: 'orders' },
  annotations: { description: 'It is broken.' },
  startsAt: NOW,
  endsAt: NOW + 240_000,
  isActive: true,
  ...over,
});
const seen = (over: Partial<Observation> = {}): Observation => ({
  now: NOW,
  upSince: 0,
  alerts: [alert()],
  silences: [],
  ...over,
});
const held = (over: Partial<Held> = {}): Held => ({
  type: 'held',
  kind: 'acknowledge',
  at: NOW,
  fingerprint: FP,
  action: 'a1',
  by: 'ann',
  note: '',
  ...over,
});
const silence = (over: Partial<ObservedSilence> = {}, of: Held = held()): ObservedSilence => ({
  id: 's1',
  state: 'active',
  startsAt: NOW,
  endsAt: NOW + 10_000,
  updatedAt: NOW,
  createdBy: of.by,
  comment: silenceComment(of.by, of),
  matchers: [],
  ...over,
});
const after = (...events: OperationsEvent[]): State => events.reduce(apply, emptyState());
const fired: OperationsEvent = { type: 'fired', at: NOW, ...alert() };
const plan = (state: State, observation: Observation, absent: ReadonlyMap<string, number> = new Map()) =>
  planNext(state, observation, [], absent, SETTINGS);
const types = (events: readonly OperationsEvent[]): string[] => events.map(({ type }) => type);

test('an alert that is new begins once; the Watchdog and escalations are none', () => {
  const others = ['Watchdog', ESCALATION].map((alertname) =>
    alert({ fingerprint: alertname, labels: { alertname } }),
  );
  expect(types(plan(emptyState(), seen({ alerts: [alert(), ...others] })).events)).toEqual(['fired']);
  expect(plan(after(fired), seen()).events).toEqual([]);
});

test('an alert is over when it has been missing for long enough of an Alertmanager that was up', () => {
  const gone = (now: number, upSince = 0) =>
    plan(after(fired), seen({ now, upSince, alerts: [] }), new Map([[FP, NOW]]));
  expect(types(gone(NOW + 4_999).events)).toEqual([]);
  expect(gone(NOW + 5_000).events).toEqual([{ type: 'resolved', at: NOW, fingerprint: FP }]);
  expect(types(gone(NOW + 5_000, NOW + 1).events)).toEqual([]);
});

test('a hold gets its silence, keeps it, has it extended at half its length, and gets it back when it is lost', () => {
  const state = after(fired, held());
  const [first] = plan(state, seen()).silences;
  expect([first?.id, first?.endsAt, first?.comment.startsWith('ACK by ann')]).toEqual([
    undefined,
    NOW + 10_000,
    true,
  ]);
  expect(plan(state, seen({ now: NOW + 5_000, silences: [silence()] })).silences).toEqual([]);
  const [extended] = plan(state, seen({ now: NOW + 5_001, silences: [silence()] })).silences;
  expect([extended?.id, extended?.startsAt, extended?.endsAt]).toEqual(['s1', NOW, NOW + 15_001]);
});

test('a silence that ran out is set again; one that somebody ended is an end', () => {
  const state = after(fired, held());
  const ranOut = silence({ state: 'expired' });
  const ended = silence({ state: 'expired', endsAt: NOW + 2_000, updatedAt: NOW + 2_000 });
  expect(plan(state, seen({ now: NOW + 20_000, silences: [ranOut] })).silences).toHaveLength(1);
  const over = plan(state, seen({ now: NOW + 2_500, silences: [ended] }));
  expect([types(over.events), over.silences]).toEqual([['released'], []]);
});

test('the silence of another replica is taken over; of two for one hold one goes', () => {
  const adopted = plan(after(fired), seen({ silences: [silence()] }));
  expect(adopted.events).toMatchObject([{ type: 'held', by: 'ann', action: 'a1' }]);
  const twice = plan(after(fired, held()), seen({ silences: [silence({ id: 's2' }), silence()] }));
  expect([twice.expire, twice.silences]).toEqual([['s2'], []]);
});

test('of two that were made at once, both replicas keep the same one', () => {
  const [mine, theirs] = [held(), held({ action: 'a0', by: 'bob' })];
  const silences = [silence(), silence({ id: 's0' }, theirs)];
  const here = plan(after(fired, mine), seen({ silences }));
  expect([types(here.events), here.expire]).toEqual([['released', 'held'], ['s1']]);
  const there = plan(after(fired, theirs), seen({ silences }));
  expect([there.events, there.expire]).toEqual([[], []]);
});

test('an acknowledgement ends with its alert, a suppression with its time', () => {
  const state = after(fired, held(), { type: 'resolved', at: NOW, fingerprint: FP });
  const over = plan(state, seen({ alerts: [], silences: [silence()] }));
  expect([types(over.events), over.expire]).toEqual([['released'], ['s1']]);
  const quiet = after(fired, held({ kind: 'suppress', until: NOW + 60_000 }));
  expect(types(plan(quiet, seen({ now: NOW + 59_999 })).events)).toEqual([]);
  expect(types(plan(quiet, seen({ now: NOW + 60_000 })).events)).toContain('released');
});

test('what nobody takes is escalated level by level, the same at every replica; what is held, muted or less urgent is not', () => {
  const at = (now: number, over: Partial<ObservedAlert> = {}, state: State = after(fired)) =>
    plan(state, seen({ now, alerts: [alert(over)] })).alerts;
  expect(at(NOW + 2_999)).toEqual([]);
  expect(at(NOW + 3_000)).toMatchObject([
    {
      labels: { alertname: ESCALATION, [ESCALATES]: FP, escalation_level: '1', service: 'orders' },
      startsAt: NOW + 3_000,
    },
  ]);
  expect(at(NOW + 6_000).map(({ labels }) => labels['escalation_level'])).toEqual(['1', '2']);
  expect(at(NOW + 4_000).map(({ labels }) => labels)).toEqual(at(NOW + 5_000).map(({ labels }) => labels));
  expect(at(NOW + 9_000, { isActive: false })).toEqual([]);
  expect(at(NOW + 9_000, { labels: { alertname: 'Broken', severity: 'medium' } })).toEqual([]);
  expect(at(NOW + 9_000, {}, after(fired, held()))).toEqual([]);
});

test('an escalation ends when somebody takes its alert', () => {
  const [due] = plan(after(fired), seen({ now: NOW + 3_000 })).alerts;
  const escalation = alert({ fingerprint: 'f'.repeat(16), labels: due?.labels ?? {}, startsAt: NOW + 3_000 });
  const observation = seen({ now: NOW + 4_000, alerts: [alert(), escalation] });
  expect(plan(after(fired), observation).alerts).toEqual([]);
  expect(plan(after(fired, held()), observation).alerts).toMatchObject([{ endsAt: NOW + 4_000 }]);
});

test('a note that looks like a mark is none', () => {
  const note = `x [gatewatch suppress ${'f'.repeat(16)} evil]`;
  expect(silenceMark(silenceComment('ann: y', held({ note })))).toMatchObject({
    kind: 'acknowledge',
    fingerprint: FP,
    action: 'a1',
  });
  expect(silenceMark('ACK by hand')).toBeUndefined();
});
