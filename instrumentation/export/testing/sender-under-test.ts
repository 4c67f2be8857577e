import type { HealthReporter, HealthStatus } from '../../health/reporter';
import type { Log } from '../../log/log';
import { lazyTransport } from '../lazy-transport';
import { Ledger } from '../ledger';
import { Overflow } from '../overflow';
import type { Overspill } from '../overspill';
import { Reachability } from '../reachability';
import { Sender } from '../sender';
import { fakeClock, fakeTransport, silentRecorder } from './fakes';

export interface UnderTest {
  readonly capacity?: number;
  readonly capacityBytes?: number;
  readonly batchSize?: number;
  readonly delayMs?: number;
  readonly spill?: Overspill<number>;
  /** Estimated bytes of an item. */
  readonly sizeOf?: (item: number) => number;
}

/** A sender of numbers between a clock and a collector that the test drives. */
export function senderUnderTest(options: UnderTest = {}) {
  const clock = fakeClock();
  const transport = fakeTransport<number>();
  const lines: string[] = [];
  const health: [HealthStatus, string | undefined][] = [];
  const capacity = options.capacity ?? 100;
  const capacityBytes = options.capacityBytes ?? Number.MAX_SAFE_INTEGER;
  const ledger = new Ledger('traces', { capacity, capacityBytes }, silentRecorder());
  const reporter: HealthReporter = {
    report: (_component, status, message) => health.push([status, message]),
  };
  const log: Log = { info: (line) => lines.push(line), warn: (line) => lines.push(line) };
  let made = 0;
  const lazy = lazyTransport(() => {
    made += 1;
    return transport;
  });
  const it = new Sender<number>({
    capacity,
    capacityBytes,
    sizeOf: options.sizeOf ?? (() => 1),
    batchSize: options.batchSize ?? 10,
    delayMs: options.delayMs ?? 1000,
    transport: lazy,
    ledger,
    reachability: new Reachability('traces', 'http://collector:4317', reporter, log, clock),
    overflow: new Overflow('traces', reporter, log),
    spill: options.spill,
    clock,
    random: () => 0.5,
  });
  const offer = (count: number): void => Array.from({ length: count }).forEach((_, n) => it.offer(n));
  return { sender: it, clock, transport, ledger, lines, health, offer, transportsMade: () => made };
}

/** Answer of a collector that is not there. */
export const DOWN = {
  ok: false,
  retryable: true,
  unreachable: true,
  reason: 'UNAVAILABLE: refused',
} as const;
/** Answer of a collector that cannot take the batch now. */
export const BUSY = { ok: false, retryable: true, reason: 'RESOURCE_EXHAUSTED: busy' } as const;
/** Answer of a collector to which the batch is too large. */
export const TOO_LARGE = { ok: false, retryable: false, tooLarge: true, reason: 'larger than max' } as const;
/** Answer of a collector that will never take the batch. */
export const BAD = { ok: false, retryable: false, reason: 'INVALID_ARGUMENT: no' } as const;
