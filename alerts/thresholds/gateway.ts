import { type Binding, boundMetric } from '../../instrumentation/contract';
import { bucketAtOrAbove } from '../promql';

/**
 * The numbers at which alerts fire. Boards draw their threshold lines from the same constants, so that a line on a
 * panel is the line that pages.
 */
export const THRESHOLDS = {
  /** Share of requests (0..1) that fail. One in twenty is seen by every user who makes a few calls. */
  errorRatio: 0.05,
  /**
   * Fewest failed requests in the window before an error ratio counts. One failure in ten requests is 10 %, yet no
   * reason to page; a total outage at two requests a minute still reaches five within the window at every evaluation.
   */
  minFailedRequests: 5,
  /** Seconds. Beyond about one second a caller notices the wait. What a preset alerts at: {@link latencyBoundSeconds}. */
  latencyP95Seconds: 1,
  /** Fewest requests above the latency bound in the window; the counterpart of `minFailedRequests`. */
  minSlowRequests: 5,
  /** Share of upstream calls (0..1) without an answer or with 5xx: as for the gateway's own answers. */
  upstreamErrorRatio: 0.05,
  /**
   * Seconds, 99th percentile. A request waits for the event loop several times on its way, so a quarter of the latency
   * bound is about where the loop alone can spend it; an idle loop shows 0.01.
   */
  eventLoopLagSeconds: 0.25,
  /** Restarts in the window. A deployment and one retry make two; a third is a loop. */
  restarts: 2,
  /** Share of spans or log records (0..1) that were given up. Below one in a hundred, a trace is still complete as a rule. */
  telemetryDropRatio: 0.01,
  /** Fewest dropped items in the window before the ratio counts: a quiet service ends only a few spans a minute. */
  minDroppedItems: 10,
} as const;

export type ThresholdName = keyof typeof THRESHOLDS;

/**
 * Seconds at which the latency of a preset alerts, and where its boards draw the line: the bucket bound at or above
 * {@link THRESHOLDS.latencyP95Seconds}, so that the quantile is exact there.
 * @throws Error naming the buckets if all of them lie below the threshold
 */
export function latencyBoundSeconds(binding: Binding): number {
  return bucketAtOrAbove(boundMetric(binding, 'http.request.duration'), THRESHOLDS.latencyP95Seconds);
}
