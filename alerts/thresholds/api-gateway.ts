/** Numbers of the API gateway, as its text states them; what it leaves open says so. */
export const API_GATEWAY = {
  /** AG-R-01: share of requests (0..1) that fail. */
  errorRatio: 0.05,
  /** AG-R-02: seconds, mean. */
  meanResponseSeconds: 5,
  /** AG-R-05: share of the memory that the process may use (0..1). */
  memoryRatio: 0.85,
  /** AG-R-06: violations in an hour. */
  violationsPerHour: 100,
  /** AG-R-07: share of code generations (0..1) that fail. */
  codeFailureRatio: 0.1,
  /** AG-R-08: share of image generations (0..1) that fail. */
  imageFailureRatio: 0.1,
  /** AG-R-09: share of ended WebSocket connections (0..1) that broke. The text says "high": one in ten is chosen here. */
  websocketErrorRatio: 0.1,
  /** Fewest failures in the window before a share of them counts; chosen here. */
  minFailed: 5,
} as const;
