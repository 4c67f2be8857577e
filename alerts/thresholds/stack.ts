/** Numbers of the stack about itself. */
export const STACK = {
  /** Share of a sending queue (0..1). Above it, a burst or a minute without the backend loses data. */
  queueRatio: 0.7,
  /** Fewest spans or log records that were refused or given up in the window; single ones are a restart. */
  minLostItems: 10,
  /** Fewest traces that left the sampler undecided in the window. */
  minTracesDropped: 10,
  /** Seconds that remote write may lag. Beyond two minutes, rules and boards of the far side see another present. */
  remoteWriteLagSeconds: 120,
  /** Series in one Prometheus. About 3 KiB each with their index and chunks: a million is near 3 GiB. */
  headSeries: 1_000_000,
  /** Share of notifications (0..1) that a kind of receiver may fail; each is retried before it counts. */
  notificationFailureRatio: 0.01,
  /** Failed notifications in the window from which on the share counts. */
  minFailedNotifications: 2,
  /** Seconds until a certificate ends: two weeks leave a working week for whoever renews it by hand. */
  certificateSeconds: 14 * 86_400,
} as const;
