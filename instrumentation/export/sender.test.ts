import type { HealthStatus } from '../health/reporter';
import { Ledger } from './ledger';
import { fakeClock, fakeTransport, silentRecorder } from './testing/fakes';
import { Reachability } from './reachability';
import { RETRY_BUDGET_MS, Sender } from './sender';

function sender(options: { capacity?: number; batchSize?: number; delayMs?: number } = {}) {
  const clock = fakeClock();
  const transport = fakeTransport<number>();
  const lines: string[] = [];
  const health: [HealthStatus, string | undefined][] = [];
  const capacity = options.capacity ?? 100;
  const ledger = new Ledger('traces', capacity, silentRecorder());
  const reachability = new Reachability(
    'traces',
    'http://collector:4317',
    { report: (_component, status, message) => health.push([status, message]) },
    { info: (line) => lines.push(line), warn: (line) => lines.push(line) },
  );
  const it = new Sender<number>({
    capacity,
    batchSize: options.batchSize ?? 10,
    delayMs: options.delayMs ?? 1000,
    transport,
    ledger,
    reachability,
    clock,
    random: () => 0.5,
  });
  const offer = (count: number): void => Array.from({ length: count }).forEach((_, n) => it.offer(n));
  return { sender: it, clock, transport, ledger, lines, health, offer };
}

const DOWN = { ok: false, retryable: true, reason: 'UNAVAILABLE: refused' } as const;
const BAD = { ok: false, retryable: false, reason: 'INVALID_ARGUMENT: no' } as const;

describe('Sender', () => {
  it('sends a batch when the delay is over, and not before', () => {
    const { clock, transport, offer, ledger } = sender();
    offer(3);
    clock.advance(999);
    expect(transport.calls).toHaveLength(0);
    clock.advance(1);
    expect(transport.calls).toEqual([[0, 1, 2]]);
    expect(ledger.balance).toMatchObject({ ended: 3, exported: 0, queued: 3 });
    transport.answer();
    expect(ledger.balance).toMatchObject({ ended: 3, exported: 3, queued: 0 });
  });

  it('sends a full batch at once, one call at a time', () => {
    const { clock, transport, offer, ledger } = sender();
    offer(25);
    clock.advance(0);
    expect(transport.calls.map((batch) => batch.length)).toEqual([10]);
    transport.answer();
    clock.advance(0);
    expect(transport.calls.map((batch) => batch.length)).toEqual([10, 10]);
    transport.answer();
    clock.advance(1000);
    transport.answer();
    expect(ledger.balance).toMatchObject({ exported: 25, queued: 0 });
  });

  it('drops what comes while the queue is full, counting the batch in flight as queued', () => {
    const { clock, transport, offer, ledger } = sender({ capacity: 10, batchSize: 5 });
    offer(10);
    clock.advance(0);
    offer(3);
    expect(ledger.balance).toMatchObject({ ended: 13, queued: 10, dropped: { queue_full: 3 } });
    transport.answer();
    offer(5);
    expect(ledger.balance).toMatchObject({ queued: 10, exported: 5, dropped: { queue_full: 3 } });
  });

  it('keeps a failed batch, tries it again with growing pauses, and goes on when it is accepted', () => {
    const { clock, transport, offer, ledger } = sender();
    offer(12);
    clock.advance(0);
    transport.answer(DOWN);
    expect(ledger.balance).toMatchObject({ queued: 12 });
    clock.advance(374);
    expect(transport.calls).toHaveLength(1);
    clock.advance(1);
    expect(transport.calls).toHaveLength(2);
    transport.answer(DOWN);
    clock.advance(749);
    expect(transport.calls).toHaveLength(2);
    clock.advance(1);
    expect(transport.calls[2]).toEqual(transport.calls[0]);
    transport.answer();
    clock.advance(1000);
    transport.answer();
    expect(ledger.balance).toEqual({
      ended: 12,
      exported: 12,
      queued: 0,
      dropped: { queue_full: 0, export_failed: 0, shutdown: 0 },
    });
  });

  it('gives a batch up when its retry budget is over, and sends the next', () => {
    const { clock, transport, offer, ledger } = sender();
    offer(15);
    clock.advance(0);
    for (let waited = 0; waited <= RETRY_BUDGET_MS; waited += 5_000) {
      transport.answer(DOWN);
      clock.advance(5_000);
    }
    expect(ledger.balance).toMatchObject({ dropped: { export_failed: 10 }, queued: 5 });
    transport.answer();
    expect(ledger.balance).toMatchObject({ exported: 5, queued: 0 });
  });

  it('gives a batch up at once when the collector refuses it for good, or it cannot be serialised', () => {
    const { clock, transport, offer, ledger } = sender();
    offer(2);
    clock.advance(1000);
    transport.answer(BAD);
    expect(ledger.balance).toMatchObject({ dropped: { export_failed: 2 }, queued: 0 });
    transport.throwNext(new Error('cannot serialise'));
    offer(3);
    clock.advance(1000);
    expect(ledger.balance).toMatchObject({ dropped: { export_failed: 5 }, queued: 0 });
  });

  it('counts what a partial success refused as dropped', () => {
    const { clock, transport, offer, ledger } = sender();
    offer(7);
    clock.advance(1000);
    transport.answer({ ok: true, rejected: 2 });
    expect(ledger.balance).toMatchObject({ exported: 5, dropped: { export_failed: 2 }, queued: 0 });
  });

  it('flush sends everything offered so far at once and resolves when it is settled', async () => {
    const { sender: it, clock, transport, offer, ledger } = sender();
    offer(25);
    let flushed = false;
    void it.flush(5_000).then(() => (flushed = true));
    offer(1);
    for (let batch = 0; batch < 3; batch += 1) {
      await Promise.resolve();
      expect(flushed).toBe(false);
      transport.answer();
    }
    await Promise.resolve();
    expect(flushed).toBe(true);
    expect(ledger.balance.exported).toBe(26);
    expect(clock.pending()).toBe(0);
  });

  it('flush ends a pause early, retries quickly, and resolves at its deadline with the items kept', async () => {
    const { sender: it, clock, transport, offer, ledger } = sender();
    offer(1);
    clock.advance(1000);
    transport.answer(DOWN);
    const flushed = it.flush(600);
    expect(transport.calls).toHaveLength(2);
    transport.answer(DOWN);
    clock.advance(250);
    expect(transport.calls).toHaveLength(3);
    transport.answer(DOWN);
    clock.advance(400);
    await flushed;
    expect(ledger.balance).toMatchObject({ queued: 1, exported: 0 });
  });

  it('flush of an empty queue resolves without a timer', async () => {
    const { sender: it, clock } = sender();
    await it.flush(1000);
    expect(clock.pending()).toBe(0);
  });

  it('shutdown sends what comes meanwhile, drops the rest at the deadline, and counts what comes later', async () => {
    const { sender: it, clock, transport, offer, ledger } = sender();
    offer(10);
    const closed = it.shutdown(1000);
    clock.advance(0);
    offer(4);
    transport.answer();
    await Promise.resolve();
    await Promise.resolve();
    expect(transport.calls).toHaveLength(2);
    clock.advance(1000);
    await closed;
    expect(ledger.balance).toMatchObject({ ended: 14, exported: 10, queued: 0, dropped: { shutdown: 4 } });
    expect(transport.closed).toBe(true);
    offer(2);
    transport.answer();
    expect(ledger.balance).toMatchObject({ ended: 16, exported: 10, queued: 0, dropped: { shutdown: 6 } });
  });

  it('hurry sends at once what waits and what comes', () => {
    const { sender: it, clock, transport, offer } = sender();
    offer(1);
    it.hurry();
    clock.advance(0);
    expect(transport.calls).toHaveLength(1);
    transport.answer();
    offer(1);
    clock.advance(0);
    expect(transport.calls).toHaveLength(2);
  });

  it('says once that the collector is gone and once that it is back', () => {
    const { clock, transport, offer, lines, health } = sender();
    offer(1);
    clock.advance(1000);
    for (let failure = 0; failure < 6; failure += 1) {
      transport.answer(DOWN);
      clock.advance(5_000);
    }
    expect(lines).toEqual([expect.stringMatching(/collector at http:\/\/collector:4317 .*UNAVAILABLE/)]);
    expect(health.at(-1)).toEqual(['degraded', 'collector at http://collector:4317: UNAVAILABLE: refused']);
    transport.answer();
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/again/);
    expect(health.at(-1)?.[0]).toBe('ok');
  });

  it('balances at every step of a random life', () => {
    let seed = 7;
    const random = (): number => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
    const { sender: it, clock, transport, offer, ledger } = sender({ capacity: 30, batchSize: 4 });
    for (let step = 0; step < 5_000; step += 1) {
      const dice = random();
      if (dice < 0.4) offer(Math.floor(random() * 6));
      else if (dice < 0.6) clock.advance(random() * 1500);
      else if (dice < 0.8) transport.answer();
      else if (dice < 0.95) transport.answer(DOWN);
      else transport.answer(BAD);
      const { ended, exported, dropped, queued } = ledger.balance;
      expect(ended).toBe(exported + queued + dropped.queue_full + dropped.export_failed + dropped.shutdown);
      expect(queued).toBe(it.pending);
      expect(queued).toBeLessThanOrEqual(30);
    }
    expect(ledger.balance.exported).toBeGreaterThan(500);
    expect(ledger.balance.dropped.export_failed).toBeGreaterThan(50);
    expect(ledger.balance.dropped.queue_full).toBeGreaterThan(50);
  });
});
