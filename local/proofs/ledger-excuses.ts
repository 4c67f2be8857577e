import type { MetricId } from '../../instrumentation/contract';

/** Counters that no ledger outside of the process can have, each with the reason; a check prints those that moved. */
export const WITHOUT_LEDGER: Readonly<Partial<Record<MetricId, string>>> = {
  'process.cpu': 'only the operating system knows what the process used',
  'export.ended': 'counts what the process made; its own account of the export is proven elsewhere',
  'export.exported': 'counts what the process sent; its own account of the export is proven elsewhere',
  'export.recovered': 'counts what an earlier process left on disk',
  'self.errors': 'its own mishaps, e.g. a source that a busy machine let wait; an alert tells of them',
  'tracing.sampled':
    "others than the client are traced as well: scrapes, probes and the gateway's own timers",
};
