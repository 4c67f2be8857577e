import CircuitBreaker from 'opossum';
import { telemetry } from '../api';
import { eucora } from '../presets/eucora';
import { parseMetrics } from '../testing/metrics-text';
import { startRunning, stopRunning } from '../testing/running';
import { until } from '../testing/until';

const LABELS = { service: 'graph', component: 'intune' };
const OPTIONS = { timeout: 20, errorThresholdPercentage: 50, resetTimeout: 60_000, volumeThreshold: 2 };

class Refused extends Error {
  override name = 'Refused';
}

/** A call that does what its argument says. */
const call = (how: string): Promise<string> => {
  if (how === 'fail') return Promise.reject(new Refused('no'));
  if (how === 'hang') return new Promise(() => undefined);
  return Promise.resolve(how);
};

const breakers: CircuitBreaker[] = [];
const breakerOf = (options: CircuitBreaker.Options = {}) => {
  const breaker = new CircuitBreaker(call, { ...OPTIONS, ...options });
  breakers.push(breaker as unknown as CircuitBreaker);
  return breaker;
};
afterEach(() => {
  for (const breaker of breakers.splice(0)) breaker.shutdown();
  stopRunning();
});

function setUp() {
  const registry = startRunning({ ...eucora, metrics: {} });
  const scrape = async () => parseMetrics(await registry.render());
  return {
    scrape,
    state: async () => {
      const on = (await scrape()).of('circuit_breaker_in_state').filter(({ value }) => value === 1);
      return on.map(({ labels }) => labels['state']);
    },
    calls: async () => {
      const counts = (await scrape()).of('circuit_breaker_requests_total').filter(({ value }) => value > 0);
      return Object.fromEntries(counts.map(({ labels, value }) => [labels['outcome'], value]));
    },
    transitions: async () => {
      const counts = (await scrape())
        .of('circuit_breaker_transitions_total')
        .filter(({ value }) => value > 0);
      return counts.map(({ labels, value }) => `${labels['from_state']} ${labels['to_state']} ${value}`);
    },
  };
}

it('a real breaker: each call counts once, by what became of it', async () => {
  const { calls, scrape } = setUp();
  const breaker = breakerOf({ volumeThreshold: 100 });
  telemetry.sources.circuitBreaker(breaker, LABELS);
  await breaker.fire('well');
  await breaker.fire('fail').catch(() => undefined);
  await breaker.fire('hang').catch(() => undefined);
  breaker.open();
  await breaker.fire('well').catch(() => undefined);
  expect(await calls()).toEqual({ success: 1, failure: 1, timeout: 1, rejected: 1 });
  const failures = (await scrape()).of('circuit_breaker_failures_total');
  expect(failures.map(({ labels, value }) => [labels['error_type'], value])).toEqual([
    ['Refused', 1],
    ['ETIMEDOUT', 1],
  ]);
  // As opossum reckons it: of all calls, the rejected ones included.
  expect((await scrape()).sum('circuit_breaker_failure_ratio', { service: 'graph' })).toBe(2 / 4);
});

it('a timeout that an error filter forgives is no success as well; a call without a slot is rejected', async () => {
  const { calls } = setUp();
  const breaker = breakerOf({ errorFilter: () => true, capacity: 1 });
  telemetry.sources.circuitBreaker(breaker, LABELS);
  const hanging = breaker.fire('hang').catch(() => undefined);
  await breaker.fire('well').catch(() => undefined);
  await hanging;
  expect(await calls()).toEqual({ timeout: 1, rejected: 1 });
});

it('its state is there before it changes; each change counts, also one between two scrapes', async () => {
  const { state, transitions } = setUp();
  const breaker = breakerOf({ resetTimeout: 1 });
  telemetry.sources.circuitBreaker(breaker, LABELS);
  expect(await state()).toEqual(['closed']);
  for (let n = 0; n < 3; n++) await breaker.fire('fail').catch(() => undefined);
  await until('the breaker tries again', () => breaker.halfOpen);
  expect(await state()).toEqual(['half_open']);
  await breaker.fire('well');
  expect(await state()).toEqual(['closed']);
  expect(await transitions()).toEqual(['closed open 1', 'open half_open 1', 'half_open closed 1']);
});

it('a breaker that takes the place of another is the only one that is read; the older one has lost its listeners', async () => {
  const { state, transitions, calls } = setUp();
  const [older, newer] = [breakerOf(), breakerOf()];
  const before = older.listenerCount('open');
  telemetry.sources.circuitBreaker(older, LABELS);
  telemetry.sources.circuitBreaker(older, LABELS);
  expect(older.listenerCount('open')).toBe(before + 1);
  telemetry.sources.circuitBreaker(newer, LABELS);
  expect(older.listenerCount('open')).toBe(before);
  older.open();
  await newer.fire('well');
  expect(await state()).toEqual(['closed']);
  expect(await transitions()).toEqual([]);
  expect(await calls()).toEqual({ success: 1 });
});
