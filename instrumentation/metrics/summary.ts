import { FAILED_OUTCOMES } from '../contract';
import { SERIES_BUDGET } from './limiter';
import type { MetricsRegistry, MetricUsage, Sample } from './registry';

/** Body of `/metrics/summary`. */
export interface MetricsSummary {
  readonly uptimeSeconds: number;
  readonly requests: {
    /** Requests that ended. */
    readonly total: number;
    readonly inFlight: number;
    readonly byOutcome: Readonly<Record<string, number>>;
    /** Share of the total that did not fail, 0..1, as the error-ratio alert counts it; null without requests. */
    readonly successRate: number | null;
  };
  /** Lines of `/metrics` that carry a sample. */
  readonly samples: number;
  readonly metrics: readonly MetricUsage[];
  /** What was folded into `other`; `series` stands for a metric whose budget is used up. */
  readonly overflow: readonly { readonly metric: string; readonly label: string; readonly samples: number }[];
}

/** What the metrics of this process add up to, and how full they are. */
export function metricsSummary(registry: MetricsRegistry, uptimeSeconds: number): MetricsSummary {
  const requests = registry.samples('http.requests');
  const total = sumOf(requests);
  const byOutcome: Record<string, number> = {};
  for (const { labels, value } of requests) {
    const outcome = labels['outcome'] as string;
    byOutcome[outcome] = (byOutcome[outcome] ?? 0) + value;
  }
  const failed = FAILED_OUTCOMES.reduce((sum, outcome) => sum + (byOutcome[outcome] ?? 0), 0);
  return {
    uptimeSeconds,
    requests: {
      total,
      inFlight: sumOf(registry.samples('http.requests.in_flight')),
      byOutcome,
      successRate: total === 0 ? null : (total - failed) / total,
    },
    samples: registry.lineCount,
    metrics: registry.usage(),
    overflow: registry
      .samples('self.cardinality.overflow')
      .filter(({ value }) => value > 0)
      .map(({ labels, value }) => ({
        metric: labels['metric'] as string,
        label: labels['label'] ?? SERIES_BUDGET,
        samples: value,
      })),
  };
}

function sumOf(samples: readonly Sample[]): number {
  return samples.reduce((sum, { value }) => sum + value, 0);
}
