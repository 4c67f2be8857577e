import type { Balance, Surrendered } from '../export';

/** A signal that has to be flushed before the process ends. */
export interface Telemetry {
  balance(): Balance;
  flush(deadlineMs: number): Promise<void>;
  hurry(): void;
  shutdown(deadlineMs: number): Promise<void>;
  surrender(): readonly Surrendered[];
  keep(): void;
}

/** Items of all signals that still wait. */
export function pending(signals: readonly Telemetry[]): number {
  return signals.reduce((sum, signal) => sum + signal.balance().queued, 0);
}

/** Flushes all signals at once. */
export async function flushAll(signals: readonly Telemetry[], deadlineMs: number): Promise<void> {
  await Promise.all(signals.map((signal) => signal.flush(deadlineMs)));
}

/** Items of all signals that were given up because there was no time left. */
export function abandoned(signals: readonly Telemetry[]): number {
  return signals.reduce((sum, signal) => sum + signal.balance().dropped.shutdown, 0);
}
