import { OPEN_AFTER } from './circuit';
import { MAX_BACKOFF_MS } from './backoff';
import { DOWN, senderUnderTest } from './testing/sender-under-test';

/** A disk that takes everything, or nothing. */
function fakeSpill() {
  const batches: number[][] = [];
  const kept: number[][] = [];
  return {
    batches,
    kept,
    takes: true,
    resumed: 0,
    closed: false,
    put: (items: readonly number[]) => void batches.push([...items]),
    keep(items: readonly number[]) {
      if (this.takes) kept.push([...items]);
      return this.takes;
    },
    resume() {
      this.resumed += 1;
    },
    close() {
      this.closed = true;
    },
  };
}

function opened() {
  const spill = fakeSpill();
  const it = senderUnderTest({ capacity: 100, spill });
  it.offer(1);
  for (let failures = 0; failures < OPEN_AFTER; failures += 1) {
    it.clock.advance(MAX_BACKOFF_MS);
    it.transport.answer(DOWN);
  }
  expect(it.sender.isOpen).toBe(true);
  return { ...it, spill };
}

it('takes every full batch to disk while the circuit is open, and none before', () => {
  const { sender, clock, offer, spill, ledger } = opened();
  offer(9);
  clock.advance(1);
  expect(spill.batches).toEqual([]);
  offer(26);
  clock.advance(10);
  expect(spill.batches.map((batch) => batch.length)).toEqual([10, 10, 10]);
  expect(sender.pending).toBe(6);
  expect(ledger.balance.dropped.queue_full).toBe(0);
});

it('takes the oldest to disk, at once, when an item finds the queue full', () => {
  const spill = fakeSpill();
  const { offer, ledger, sender } = senderUnderTest({ capacity: 20, spill });
  offer(25);
  expect(spill.batches).toEqual([[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]]);
  expect(sender.pending).toBe(15);
  expect(ledger.balance.dropped.queue_full).toBe(0);
});

it('drops as without a disk while the disk takes nothing', () => {
  const spill = fakeSpill();
  spill.takes = false;
  const { offer, ledger } = senderUnderTest({ capacity: 20, spill });
  offer(25);
  expect(ledger.balance).toMatchObject({ queued: 20, dropped: { queue_full: 5 } });
});

it('tells the disk when the collector takes something', () => {
  const spill = fakeSpill();
  const { offer, clock, transport } = senderUnderTest({ spill });
  offer(1);
  clock.advance(1000);
  expect(spill.resumed).toBe(0);
  transport.answer();
  expect(spill.resumed).toBe(1);
});

it('keeps what is left at a shutdown, without a wait for a collector that is away', async () => {
  const { sender, ledger, spill, offer } = opened();
  offer(5);
  await sender.shutdown(8000);
  expect(spill.kept.flat()).toHaveLength(6);
  expect(spill.closed).toBe(true);
  expect(ledger.balance.dropped.shutdown).toBe(0);
  offer(1);
  expect(ledger.balance.dropped.shutdown).toBe(1);
});

it('counts as lost at a shutdown what the disk does not take', async () => {
  const { sender, ledger, spill, offer } = opened();
  offer(5);
  spill.takes = false;
  await sender.shutdown(8000);
  expect(ledger.balance).toMatchObject({ queued: 0, dropped: { shutdown: 6 } });
});
