import { EMPTY_BALANCE } from './ledger';
import { RETRY_BUDGET_MS } from './sender';
import { BAD, BUSY, DOWN, senderUnderTest, TOO_LARGE } from './testing/sender-under-test';

describe('Sender', () => {
  it('sends a batch when the delay is over, and not before', () => {
    const { clock, transport, offer, ledger } = senderUnderTest();
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
    const { clock, transport, offer, ledger } = senderUnderTest();
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
    const { clock, transport, offer, ledger } = senderUnderTest({ capacity: 10, batchSize: 5 });
    offer(10);
    clock.advance(0);
    offer(3);
    expect(ledger.balance).toMatchObject({ ended: 13, queued: 10, dropped: { queue_full: 3 } });
    transport.answer();
    offer(5);
    expect(ledger.balance).toMatchObject({ queued: 10, exported: 5, dropped: { queue_full: 3 } });
  });

  it('keeps a failed batch, tries it again with growing pauses, and goes on when it is accepted', () => {
    const { clock, transport, offer, ledger } = senderUnderTest();
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
      ...EMPTY_BALANCE,
      ended: 12,
      exported: 12,
    });
  });

  it('gives a batch up when its retry budget is over, and sends the next', () => {
    const { clock, transport, offer, ledger } = senderUnderTest();
    offer(15);
    clock.advance(0);
    for (let waited = 0; waited <= RETRY_BUDGET_MS; waited += 5_000) {
      transport.answer(BUSY);
      clock.advance(5_000);
    }
    expect(ledger.balance).toMatchObject({ dropped: { export_failed: 10 }, queued: 5 });
    transport.answer();
    expect(ledger.balance).toMatchObject({ exported: 5, queued: 0 });
  });

  it('keeps a batch for as long as no collector is there to judge it', () => {
    const { clock, transport, offer, ledger } = senderUnderTest();
    offer(15);
    clock.advance(0);
    for (let waited = 0; waited <= RETRY_BUDGET_MS * 2; waited += 5_000) {
      transport.answer(DOWN);
      clock.advance(5_000);
    }
    transport.answer();
    clock.advance(1_000);
    transport.answer();
    expect(ledger.balance).toMatchObject({ ended: 15, exported: 15, queued: 0 });
  });

  it('halves a batch that is too large until it fits, and gives up only what does not fit alone', () => {
    const { clock, transport, offer, ledger } = senderUnderTest();
    offer(8);
    clock.advance(1000);
    while (ledger.balance.queued > 0) {
      const batch = transport.calls.at(-1) ?? [];
      const tooLarge = batch.includes(3) ? batch.length > 0 : batch.length > 2;
      transport.answer(tooLarge ? TOO_LARGE : { ok: true, rejected: 0 });
      clock.advance(1000);
    }
    expect(ledger.balance).toMatchObject({ ended: 8, exported: 7, dropped: { export_failed: 1 } });
    const accepted = transport.calls.filter((batch) => batch.length <= 2 && !batch.includes(3)).flat();
    expect(accepted.sort()).toEqual([0, 1, 2, 4, 5, 6, 7]);
  });

  it('gives a batch up at once when the collector refuses it for good, or it cannot be serialised', () => {
    const { clock, transport, offer, ledger } = senderUnderTest();
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
    const { clock, transport, offer, ledger } = senderUnderTest();
    offer(7);
    clock.advance(1000);
    transport.answer({ ok: true, rejected: 2 });
    expect(ledger.balance).toMatchObject({ exported: 5, dropped: { export_failed: 2 }, queued: 0 });
  });

  it('says once that the collector is gone and once that it is back', () => {
    const { clock, transport, offer, lines, health } = senderUnderTest();
    offer(1);
    clock.advance(1000);
    for (let failure = 0; failure < 6; failure += 1) {
      transport.answer(DOWN);
      clock.advance(5_000);
    }
    expect(lines).toEqual([expect.stringMatching(/collector at http:\/\/collector:4317 .*UNAVAILABLE/)]);
    expect(health.at(-1)).toEqual([
      'degraded',
      expect.stringMatching(/^collector at http:\/\/collector:4317: UNAVAILABLE: refused \(only probes/),
    ]);
    transport.answer();
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/again/);
    expect(health.at(-1)?.[0]).toBe('ok');
  });

  it('balances at every step of a random life', () => {
    let seed = 7;
    const random = (): number => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
    const {
      sender: it,
      clock,
      transport,
      offer,
      ledger,
    } = senderUnderTest({
      capacity: 30,
      capacityBytes: 250,
      batchSize: 4,
      sizeOf: (item) => 1 + item * 5,
    });
    for (let step = 0; step < 5_000; step += 1) {
      const dice = random();
      if (dice < 0.4) offer(Math.floor(random() * 6));
      else if (dice < 0.6) clock.advance(random() * 1500);
      else if (dice < 0.8) transport.answer();
      else if (dice < 0.9) transport.answer(DOWN);
      else if (dice < 0.95) transport.answer(TOO_LARGE);
      else transport.answer(BAD);
      const { ended, exported, dropped, queued } = ledger.balance;
      expect(ended).toBe(exported + queued + dropped.queue_full + dropped.export_failed + dropped.shutdown);
      expect(queued).toBe(it.pending);
      expect(queued).toBeLessThanOrEqual(30);
      expect(it.pendingBytes).toBeLessThanOrEqual(250);
      expect(it.pendingBytes > 0).toBe(queued > 0);
    }
    expect(ledger.balance.exported).toBeGreaterThan(500);
    expect(ledger.balance.dropped.export_failed).toBeGreaterThan(50);
    expect(ledger.balance.dropped.queue_full).toBeGreaterThan(50);
  });
});
