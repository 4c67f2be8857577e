/** Numbers of the Eucora control plane, as its text states them; the least counts are ours. */
export const EUCORA = {
  /** EU-R-03: share of deployments (0..1) that must succeed. */
  deploymentSuccessRatio: 0.97,
  /** Fewest deployments that fail before the share counts: one of ten is below 97 %, and may be a typo. */
  minFailedDeployments: 2,
  /** EU-R-04: approvals that may wait. */
  pendingApprovals: 5,
  /** EU-R-05: seconds, 95th percentile. */
  deploymentP95Seconds: 600,
  /** EU-R-06: score points, 75th percentile. */
  riskScoreP75: 75,
  /** EU-R-07: approvals of the board in 24 h. */
  cabApprovalsPerDay: 20,
  /** EU-R-08: share of task executions (0..1) that may fail. */
  taskFailureRatio: 0.05,
  /** EU-R-09: timeouts of tasks in an hour. */
  taskTimeoutsPerHour: 5,
  /** EU-R-10: seconds, 95th percentile. */
  latencyP95Seconds: 1,
  /** EU-R-11: share of requests (0..1) answered with 5xx. */
  errorRatio: 0.01,
  /** EU-R-13: seconds, 95th percentile. */
  connectorP95Seconds: 30,
  /** EU-R-14: share of the operations of a connector (0..1) that may fail. */
  connectorFailureRatio: 0.05,
  /** EU-R-15: seconds, 95th percentile. */
  queryP95Seconds: 1,
  /** EU-R-16: share of gate evaluations (0..1) that must pass. */
  gateSuccessRatio: 0.95,
  /** Fewest failures in the window before a share of them counts. */
  minFailed: 5,
  /** Fewest slow ones in the window before a quantile counts. */
  minSlow: 5,
} as const;
