import { quantile } from '../../metrics/distribution';
import type { MetricsRegistry } from '../../metrics/registry';
import { metricsSummary } from '../../metrics/summary';

/** Requests and what became of them, in the words of a preset's `/metrics/summary`. */
export interface SummaryContent {
  readonly total_requests: number;
  readonly successful_requests: number;
  readonly failed_requests: number;
  /** 0..1; null without requests. */
  readonly success_rate: number | null;
  /** Metrics that there are. */
  readonly metrics_collected: number;
  readonly uptime_seconds: number;
}

export function summaryContent(registry: MetricsRegistry, uptimeSeconds: number): SummaryContent {
  const { requests, metrics } = metricsSummary(registry, uptimeSeconds);
  const { total, successRate } = requests;
  // Counts are whole numbers; the rate is their quotient, up to rounding.
  const successful = successRate === null ? 0 : Math.round(total * successRate);
  return {
    total_requests: total,
    successful_requests: successful,
    failed_requests: total - successful,
    success_rate: successRate,
    metrics_collected: metrics.length,
    uptime_seconds: Math.floor(uptimeSeconds),
  };
}

/** Quantiles of the duration of requests in seconds, since the process began; null without requests. */
export interface LatencyContent {
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

export function latencyContent(registry: MetricsRegistry): LatencyContent {
  const durations = registry.distribution('http.request.duration');
  const at = (share: number) => (durations === undefined ? null : quantile(durations, share));
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
