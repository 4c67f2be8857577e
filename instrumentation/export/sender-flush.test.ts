import { DOWN, senderUnderTest } from './testing/sender-under-test';

describe('Sender at a flush and at the end', () => {
  it('flush sends everything offered so far at once and resolves when it is settled', async () => {
    const { sender: it, clock, transport, offer, ledger } = senderUnderTest();
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
    const { sender: it, clock, transport, offer, ledger } = senderUnderTest();
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

  it('hands over what is in a call and what waits, in batches, and takes nothing more', () => {
    const { sender: it, clock, transport, offer, ledger } = senderUnderTest();
    offer(25);
    clock.advance(0);
    expect(transport.calls).toHaveLength(1);
    expect(it.surrender().map((items) => items.length)).toEqual([10, 10, 5]);
    expect(it.surrender()).toEqual([]);
    // The answer of the call that was under way counts nothing twice.
    transport.answer();
    offer(1);
    expect(ledger.balance).toMatchObject({ ended: 26, exported: 0, queued: 25, dropped: { shutdown: 1 } });
    expect(clock.pending()).toBe(0);
  });

  it('flush of an empty queue resolves without a timer', async () => {
    const { sender: it, clock } = senderUnderTest();
    await it.flush(1000);
    expect(clock.pending()).toBe(0);
  });

  it('shutdown sends what comes meanwhile, drops the rest at the deadline, and counts what comes later', async () => {
    const { sender: it, clock, transport, offer, ledger } = senderUnderTest();
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
    const { sender: it, clock, transport, offer } = senderUnderTest();
    offer(1);
    it.hurry();
    clock.advance(0);
    expect(transport.calls).toHaveLength(1);
    transport.answer();
    offer(1);
    clock.advance(0);
    expect(transport.calls).toHaveLength(2);
  });
});
