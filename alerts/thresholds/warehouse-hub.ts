/** Numbers of the Warehouse Hub. The text asks for rules on what is critical and names none: all are chosen here. */
export const WAREHOUSE_HUB = {
  /** WH-R-01: share of requests (0..1) that fail; one in twenty is seen by everybody who places an order. */
  errorRatio: 0.05,
  /** WH-R-02: seconds, 95th percentile. */
  latencyP95Seconds: 1,
  /** WH-R-03: seconds, 95th percentile; a request makes several queries. */
  queryP95Seconds: 0.5,
  /** WH-R-04: share of webhooks (0..1) that are given up, each after all its attempts. */
  deadLetterRatio: 0.05,
  /** WH-N-03: seconds in which a critical problem has to be detected. */
  detectionSeconds: 300,
  /** Fewest failures, and fewest slow ones, in the window before a share or a quantile counts. */
  minFailed: 5,
  minSlow: 5,
} as const;
