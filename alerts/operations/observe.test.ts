import type { OperationsEvent } from './core/events';
import { apply, emptyState } from './core/state';
import type { EpisodeMetrics } from './edge/episode-metrics';
import { observe } from './observe';

const fingerprint = '0123456789abcdef';
const labels = { alertname: 'Broken', severity: 'critical' };
const fired: OperationsEvent = {
  type: 'fired',
  at: 1_500,
  fingerprint,
  labels,
  annotations: {},
  startsAt: 1_000,
};
const held: OperationsEvent = {
  type: 'held',
  kind: 'acknowledge',
  at: 31_000,
  fingerprint,
  action: 'a1',
  by: 'ann',
  note: '',
};
const escalated: OperationsEvent = { type: 'escalated', at: 20_000, fingerprint, level: 1 };
const resolved: OperationsEvent = { type: 'resolved', at: 91_000, fingerprint };

/** What was counted while the events happened, in order. */
function counted(...events: readonly OperationsEvent[]): unknown[] {
  const calls: unknown[] = [];
  const metrics: EpisodeMetrics = {
    fired: ({ alertname }) => calls.push(['fired', alertname]),
    acknowledged: (_, seconds) => calls.push(['acknowledged', seconds]),
    resolved: ({ level, acknowledgedAt }, seconds) =>
      calls.push(['resolved', seconds, level, acknowledgedAt !== undefined]),
  };
  const state = emptyState();
  for (const event of events) {
    observe(metrics, state, event);
    apply(state, event);
  }
  return calls;
}

test('times run from the begin of the alert, not from when it was seen', () => {
  expect(counted(fired, escalated, held, resolved)).toEqual([
    ['fired', 'Broken'],
    ['acknowledged', 30],
    ['resolved', 90, 1, true],
  ]);
});

test('only the first acknowledgement counts, and a suppression is none', () => {
  const suppressed: OperationsEvent = { ...held, kind: 'suppress', action: 'a0', at: 5_000 };
  const again: OperationsEvent = { ...held, action: 'a2', at: 60_000 };
  expect(counted(fired, suppressed, held, again)).toEqual([
    ['fired', 'Broken'],
    ['acknowledged', 30],
  ]);
});

test('what is said of an alert that is over, or fires already, counts for nothing', () => {
  expect(counted(held, resolved)).toEqual([]);
  expect(counted(fired, fired)).toEqual([['fired', 'Broken']]);
});
