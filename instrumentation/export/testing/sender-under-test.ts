import type { HealthStatus } from '../../health/reporter';
import { Ledger } from '../ledger';
import { Reachability } from '../reachability';
import { Sender } from '../sender';
import { fakeClock, fakeTransport, silentRecorder } from './fakes';

/** A sender of numbers between a clock and a collector that the test drives. */
export function senderUnderTest(options: { capacity?: number; batchSize?: number; delayMs?: number } = {}) {
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

/** Answer of a collector that is not there. */
export const DOWN = { ok: false, retryable: true, reason: 'UNAVAILABLE: refused' } as const;
/** Answer of a collector that will never take the batch. */
export const BAD = { ok: false, retryable: false, reason: 'INVALID_ARGUMENT: no' } as const;
