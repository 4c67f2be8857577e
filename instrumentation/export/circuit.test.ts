import { MAX_BACKOFF_MS } from './backoff';
import { OPEN_AFTER, PROBE_ITEMS } from './circuit';
import { BAD, BUSY, DOWN, senderUnderTest } from './testing/sender-under-test';

/** A sender whose collector has failed until the circuit opened. */
function opened() {
  const parts = senderUnderTest({ batchSize: 50 });
  parts.offer(80);
  parts.clock.advance(0);
  for (let failure = 0; failure < OPEN_AFTER; failure += 1) {
    parts.transport.answer(DOWN);
    if (failure < OPEN_AFTER - 1) parts.clock.advance(MAX_BACKOFF_MS);
  }
  expect(parts.transport.calls.map(({ length }) => length)).toEqual(Array(OPEN_AFTER).fill(50));
  return parts;
}

describe('circuit', () => {
  it('opens after repeated failure; a probe is small, and the first that is accepted closes it', () => {
    const { sender: it, clock, transport, ledger } = opened();
    expect(it.isOpen).toBe(true);
    clock.advance(MAX_BACKOFF_MS);
    expect(transport.calls.at(-1)).toEqual(Array.from({ length: PROBE_ITEMS }, (_, item) => item));
    transport.answer();
    expect(it.isOpen).toBe(false);
    clock.advance(0);
    expect(transport.calls.at(-1)).toHaveLength(50);
    transport.answer();
    clock.advance(1000);
    transport.answer();
    expect(ledger.balance).toMatchObject({ ended: 80, exported: 80, queued: 0 });
    expect(transport.calls.slice(OPEN_AFTER).flat()).toEqual(Array.from({ length: 80 }, (_, item) => item));
  });

  it('lets no flush, item or hurry of a living process through', async () => {
    const { sender: it, clock, transport, offer } = opened();
    const flushes = [it.flush(1000), it.flush(1000)];
    offer(20);
    it.hurry();
    clock.advance(1000);
    await Promise.all(flushes);
    expect(transport.calls).toHaveLength(OPEN_AFTER);
  });

  it('lets the last flush of a process through, in whole batches, as often as it can', async () => {
    const { sender: it, clock, transport, ledger } = opened();
    const closed = it.shutdown(5000);
    expect(transport.calls).toHaveLength(OPEN_AFTER + 1);
    transport.answer(DOWN);
    clock.advance(250);
    transport.answer();
    expect(transport.calls.at(-1)?.length).toBeGreaterThan(PROBE_ITEMS);
    while (ledger.balance.queued > 0) transport.answer();
    await closed;
    expect(ledger.balance).toMatchObject({ exported: 80, dropped: { shutdown: 0 } });
  });

  it('takes a new transport for each probe, which may read other certificates and addresses', () => {
    const { clock, transportsMade } = opened();
    expect(transportsMade()).toBe(1);
    clock.advance(MAX_BACKOFF_MS);
    expect(transportsMade()).toBe(2);
  });

  it('also opens to a collector that refuses everything for good, which then costs a probe at a time', () => {
    const { clock, transport, offer, ledger } = senderUnderTest({ capacity: 1000, batchSize: 50 });
    offer(600);
    for (let failure = 0; failure < OPEN_AFTER; failure += 1) {
      clock.advance(0);
      transport.answer(BAD);
    }
    expect(ledger.balance).toMatchObject({ dropped: { export_failed: 250 }, queued: 350 });
    clock.advance(100);
    offer(1);
    expect(transport.calls).toHaveLength(OPEN_AFTER);
    clock.advance(MAX_BACKOFF_MS);
    expect(transport.calls.at(-1)).toHaveLength(PROBE_ITEMS);
    transport.answer(BAD);
    expect(ledger.balance).toMatchObject({ dropped: { export_failed: 250 + PROBE_ITEMS } });
  });
});

describe('a wait that the collector asked for', () => {
  it('is kept, even when somebody flushes', () => {
    const { sender: it, clock, transport, offer } = senderUnderTest();
    offer(1);
    clock.advance(1000);
    transport.answer({ ...BUSY, retryAfterMs: 20_000 });
    void it.flush(60_000);
    clock.advance(19_999);
    expect(transport.calls).toHaveLength(1);
    clock.advance(2_001);
    expect(transport.calls).toHaveLength(2);
  });

  it('is cut short where the process would end before it', () => {
    const { sender: it, clock, transport, offer } = senderUnderTest();
    offer(1);
    clock.advance(1000);
    transport.answer({ ...BUSY, retryAfterMs: 20_000 });
    void it.shutdown(8_000);
    expect(transport.calls).toHaveLength(2);
    transport.answer({ ...BUSY, retryAfterMs: 2_000 });
    clock.advance(1_999);
    expect(transport.calls).toHaveLength(2);
    clock.advance(1);
    expect(transport.calls).toHaveLength(3);
  });
});
