import { EXPORT_SIGNALS } from '../contract';
import type { MetricsRegistry, Sample } from '../metrics/registry';

/** Where the items of one signal are: `ended` + `recovered` = `exported` + `dropped` + `queued` + `spilled`. */
export interface ExportState {
  readonly ended: number;
  readonly exported: number;
  readonly dropped: number;
  readonly queued: number;
  /** On disk. */
  readonly spilled: number;
  /** Taken over from earlier processes, which had left them on disk. */
  readonly recovered: number;
  readonly capacity: number;
  /** Null before the first success. */
  readonly lastSuccessAgeSeconds: number | null;
}

/**
 * State of the export by signal, read from the same metrics that `/metrics` shows.
 * @param now Unix time in seconds
 */
export function exportState(registry: MetricsRegistry, now: number): Record<string, ExportState> {
  const ended = registry.samples('export.ended');
  const exported = registry.samples('export.exported');
  const dropped = registry.samples('export.dropped');
  const queued = registry.samples('export.queued');
  const spilled = registry.samples('export.spilled');
  const recovered = registry.samples('export.recovered');
  const capacity = registry.samples('export.queue.capacity');
  const lastSuccess = registry.samples('export.last_success');
  const states = EXPORT_SIGNALS.map((signal) => {
    const succeededAt = sumOf(lastSuccess, signal);
    return [
      signal,
      {
        ended: sumOf(ended, signal),
        exported: sumOf(exported, signal),
        dropped: sumOf(dropped, signal),
        queued: sumOf(queued, signal),
        spilled: sumOf(spilled, signal),
        recovered: sumOf(recovered, signal),
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
