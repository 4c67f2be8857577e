import { EXPORT_SIGNALS, type MetricIdOf } from '../contract';
import type { MetricsRegistry, Sample } from '../metrics/registry';

/** Where the items of one signal are: `ended` = `exported` + `dropped` + `queued`. */
export interface ExportState {
  readonly ended: number;
  readonly exported: number;
  readonly dropped: number;
  readonly queued: number;
  readonly capacity: number;
  /** Null before the first success. */
  readonly lastSuccessAgeSeconds: number | null;
}

/**
 * State of the export by signal, read from the same metrics that `/metrics` shows.
 * @param now Unix time in seconds
 */
export async function exportState(
  registry: MetricsRegistry,
  now: number,
): Promise<Record<string, ExportState>> {
  const read = (id: MetricIdOf<'counter' | 'gauge'>) => registry.samples(id);
  const [ended, exported, dropped, queued, capacity, lastSuccess] = await Promise.all([
    read('export.ended'),
    read('export.exported'),
    read('export.dropped'),
    read('export.queued'),
    read('export.queue.capacity'),
    read('export.last_success'),
  ]);
  const states = EXPORT_SIGNALS.map((signal) => {
    const succeededAt = sumOf(lastSuccess, signal);
    return [
      signal,
      {
        ended: sumOf(ended, signal),
        exported: sumOf(exported, signal),
        dropped: sumOf(dropped, signal),
        queued: sumOf(queued, signal),
        capacity: sumOf(capacity, signal),
        lastSuccessAgeSeconds: succeededAt === 0 ? null : Math.max(0, now - succeededAt),
      },
    ] as const;
  });
  return Object.fromEntries(states);
}

function sumOf(samples: readonly Sample[], signal: string): number {
  return samples
    .filter(({ labels }) => labels['signal'] === signal)
    .reduce((sum, { value }) => sum + value, 0);
}
