import { MAX_BATCH_BYTES } from './sender';
import { DOWN, senderUnderTest } from './testing/sender-under-test';

describe('bounds of the queue', () => {
  it('drops what would exceed the bytes, counting the batch in flight, and takes what fits', () => {
    const {
      sender: it,
      clock,
      transport,
      ledger,
    } = senderUnderTest({ capacityBytes: 100, sizeOf: (item) => item });
    it.offer(60);
    it.offer(50);
    it.offer(40);
    expect(ledger.balance).toMatchObject({ ended: 3, queued: 2, dropped: { queue_full: 1 } });
    // At once: a queue whose bytes are half taken waits for no more.
    clock.advance(0);
    expect([transport.calls, it.pendingBytes]).toEqual([[[60, 40]], 100]);
    it.offer(1);
    expect(ledger.balance).toMatchObject({ queued: 2, dropped: { queue_full: 2 } });
    transport.answer();
    expect(it.pendingBytes).toBe(0);
    it.offer(100);
    expect(ledger.balance).toMatchObject({ queued: 1, exported: 2, dropped: { queue_full: 2 } });
  });

  it('sends a batch at once when it is full of bytes, and no larger ones', () => {
    const { clock, transport, offer, ledger } = senderUnderTest({ sizeOf: () => MAX_BATCH_BYTES / 2 });
    offer(3);
    clock.advance(0);
    expect(transport.calls.map((batch) => batch.length)).toEqual([2]);
    transport.answer();
    clock.advance(1000);
    transport.answer();
    expect(ledger.balance).toMatchObject({ exported: 3 });
  });

  it('says once that it overflows and, when half of it is free again, once that it has room', () => {
    const { clock, transport, offer, lines, health } = senderUnderTest({ capacity: 20, batchSize: 5 });
    offer(23);
    expect(lines).toEqual([expect.stringMatching(/queue is full/)]);
    expect(health.at(-1)).toEqual(['degraded', expect.stringMatching(/queue is full/)]);
    clock.advance(0);
    transport.answer();
    clock.advance(0);
    transport.answer();
    expect(lines).toHaveLength(1);
    clock.advance(0);
    transport.answer();
    expect(lines.slice(1)).toEqual([expect.stringMatching(/room again; 3 dropped/)]);
    expect(health).toContainEqual(['ok', expect.stringMatching(/room again; 3 dropped/)]);
  });

  it('stays within its bounds, and quiet, however long the collector is away', () => {
    const { sender: it, clock, transport, offer, ledger, lines } = senderUnderTest();
    const minutes = 10;
    for (let second = 0; second < minutes * 60; second += 1) {
      offer(10);
      clock.advance(1000);
      transport.answer(DOWN);
    }
    expect(ledger.balance).toMatchObject({ ended: 6000, queued: 100, dropped: { queue_full: 5900 } });
    expect(it.pendingBytes).toBe(100);
    expect(lines).toHaveLength(2);
    expect(clock.pending()).toBeLessThanOrEqual(1);
    // One probe in 2.5 to 5 seconds.
    expect(transport.calls.length).toBeLessThan((minutes * 60) / 2.5);
    expect(transport.calls.length).toBeGreaterThan((minutes * 60) / 6);
  });
});
