import { DAY, HOUR, MINUTE } from '../duration';

/**
 * The companion of the least number of bad events: what keeps one failure of ten from paging also keeps a service with
 * a request an hour from ever paging. Where so little is asked, most of it failing is an outage.
 */
export const LOW_TRAFFIC = {
  /** Window in which the least number of bad events has to be reached. */
  long: 1 * DAY,
  /** Window in which most events have to be bad: long enough to hold some, short enough that it is still so. */
  short: 6 * HOUR,
  /** Share of bad events, 0..1, that is an outage. */
  badShare: 0.5,
  /**
   * Events per second below which it applies: one in ten minutes. From two an hour on the shorter page windows hold
   * events at every evaluation, so the two overlap.
   */
  maxRate: 1 / (10 * MINUTE),
} as const;
