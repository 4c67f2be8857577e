import type { SendResult } from '../export/transport';
import { CollectorProbe } from './collector-probe';

function setUp() {
  const calls: ((result: SendResult) => void)[] = [];
  const clock = { time: 0, renewed: 0, impatient: (): void => undefined };
  const probe = new CollectorProbe(
    {
      send: (items, done) => {
        expect(items).toEqual([]);
        calls.push(done);
      },
      renew: () => void clock.renewed++,
      warm: () => undefined,
      close: () => undefined,
    },
    {
      now: () => clock.time,
      wait: () => new Promise<void>((resolve) => (clock.impatient = resolve)),
    },
  );
  return { probe, calls, clock };
}

test('a real export tells whether the collector accepts, once in ten seconds however often one asks', async () => {
  const { probe, calls, clock } = setUp();
  const asked = [probe.state(), probe.state()];
  calls[0]?.({ ok: true, rejected: 0 });
  expect(await Promise.all(asked)).toEqual(Array(2).fill({ accepts: true, checkedAgeSeconds: 0 }));
  clock.time = 9_999;
  expect(await probe.state()).toEqual({ accepts: true, checkedAgeSeconds: 9.999 });
  expect(calls).toHaveLength(1);
  clock.time = 10_000;
  const again = probe.state();
  calls[1]?.({ ok: false, retryable: true, reason: 'UNAVAILABLE: connection refused' });
  expect(await again).toEqual({
    accepts: false,
    checkedAgeSeconds: 0,
    reason: 'UNAVAILABLE: connection refused',
  });
  expect(clock.renewed).toBe(1);
});

test('a collector that does not answer holds up nobody', async () => {
  const { probe, calls, clock } = setUp();
  const asked = probe.state();
  clock.impatient();
  expect(await asked).toEqual({ accepts: null, checkedAgeSeconds: null });
  const next = probe.state();
  clock.impatient();
  await next;
  expect(calls).toHaveLength(1);
});
