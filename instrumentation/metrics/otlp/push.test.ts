import { bind } from '../../contract';
import type { SendResult } from '../../export/transport';
import { defaultPreset } from '../../presets/default';
import { MetricsRegistry } from '../registry';
import { Push } from './push';

/** A push whose calls wait for an answer. */
function setUp(isElsewhere = false) {
  const registry = new MetricsRegistry(bind(defaultPreset));
  const calls: ((result: SendResult) => void)[] = [];
  const states: string[] = [];
  const closed = jest.fn();
  const push = new Push({
    shown: () => (isElsewhere ? undefined : registry),
    origin: { resource: {}, scope: 's', version: '1' },
    startMs: 0,
    everyMs: 3_600_000,
    transport: { send: (_items, done) => calls.push(done), close: closed },
    reachability: { succeeded: () => states.push('ok'), failed: (reason) => states.push(reason) },
  });
  const answer = async (result: SendResult): Promise<void> => {
    while (calls.length === 0) await new Promise(setImmediate);
    calls.shift()?.(result);
  };
  return { push, calls, states, closed, answer };
}

const accepted: SendResult = { ok: true, rejected: 0 };

it('sends once at a time, and tells what became of it', async () => {
  const { push, states, answer } = setUp();
  const first = push.now();
  expect(push.now()).toBe(first);
  await answer(accepted);
  await first;
  const second = push.now();
  await answer({ ok: false, retryable: true, reason: 'down' });
  await second;
  expect(states).toEqual(['ok', 'down']);
});

it('sends what came after the push under way as well before it ends', async () => {
  const { push, states, closed, answer } = setUp();
  void push.now();
  const ended = push.end(5000);
  await answer(accepted);
  await answer(accepted);
  await ended;
  expect(states).toEqual(['ok', 'ok']);
  expect(closed).toHaveBeenCalled();
});

it('ends in time although nobody answers', async () => {
  const { push, states } = setUp();
  await push.end(20);
  expect(states).toEqual([]);
});

it('sends nothing where another process shows the metrics', async () => {
  const { push, calls } = setUp(true);
  await push.now();
  expect(calls).toEqual([]);
});
