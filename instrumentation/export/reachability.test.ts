import { QUIET_MS, Reachability } from './reachability';
import { fakeClock } from './testing/fakes';

function parts() {
  const clock = fakeClock();
  const lines: string[] = [];
  const health: string[] = [];
  const it = new Reachability(
    'traces',
    'http://collector:4317',
    { report: (_component, status) => health.push(status) },
    { info: (line) => lines.push(line), warn: (line) => lines.push(line) },
    clock,
  );
  return { it, clock, lines, health };
}

it('takes one hiccup for no state, and one lost batch for one', () => {
  const { it, lines, health } = parts();
  it.failed('UNAVAILABLE', false, false);
  it.succeeded();
  expect([lines, health.includes('degraded')]).toEqual([[], false]);
  it.failed('INVALID_ARGUMENT', true, false);
  expect([lines.length, health.at(-1)]).toEqual([1, 'degraded']);
});

it('does not fill the log while a collector refuses now and then; the health tells each time', () => {
  const { it, clock, lines, health } = parts();
  for (let second = 0; second < 50; second += 1) {
    it.failed('INVALID_ARGUMENT', true, false);
    expect(health.at(-1)).toBe('degraded');
    it.succeeded();
    expect(health.at(-1)).toBe('ok');
    clock.advance(1000);
  }
  expect(lines).toHaveLength(2);
});

it('does tell of a failure that began soon after a recovery and lasts', () => {
  const { it, clock, lines } = parts();
  it.failed('UNAVAILABLE', true, false);
  it.succeeded();
  it.failed('UNAVAILABLE', true, false);
  expect(lines).toHaveLength(2);
  clock.advance(QUIET_MS);
  it.failed('UNAVAILABLE', false, true);
  it.failed('UNAVAILABLE', false, true);
  expect(lines).toHaveLength(3);
  it.succeeded();
  expect(lines).toHaveLength(4);
});
