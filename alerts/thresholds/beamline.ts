/** Numbers of the Beamline gateway, as its text states them. */
export const BEAMLINE = {
  /** BG-N-01: seconds in which /metrics has to answer. */
  scrapeSeconds: 0.1,
  /** BG-N-04: share of trace exports (0..1) that must succeed. */
  exportSuccessRatio: 0.99,
  /** BG-N-05: seconds, 95th percentile of a trace export. */
  exportP95Seconds: 0.05,
  /** Fewest slow export calls, and fewest lost spans, in the window before a number counts; chosen here. */
  minSlow: 5,
  minLost: 10,
} as const;
