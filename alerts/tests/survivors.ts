import type { Mutant } from './mutants';

/** Why no case can find a mutant, said for its place in its rule; undefined if a case is missing. */
export function survivalReason({ alert, change }: Pick<Mutant, 'alert' | 'change'>): string | undefined {
  return REASONS.find(({ alerts, pattern }) => pattern.test(change) && (alerts?.includes(alert) ?? true))
    ?.reason;
}

const REASONS: readonly {
  readonly alerts?: readonly string[];
  readonly pattern: RegExp;
  readonly reason: string;
}[] = [
  {
    alerts: ['ExcessiveCABApprovals', 'TaskExecutionTimeoutTrend', 'RateLimitViolations'],
    pattern: /^> -> >= at /,
    reason:
      'the increase over the window is extrapolated and so never exactly the threshold, which is a whole number',
  },
  {
    alerts: ['TraceExportSuccessLow', 'HighHTTPErrorRate'],
    pattern: /^> -> >= at /,
    reason: 'a share of two extrapolated rates is the threshold to the last bit by chance alone',
  },
  {
    alerts: ['HighConnectorLatency'],
    pattern: /^> -> >= at /,
    reason:
      'a quantile within a bucket is interpolated, and the bound itself only where every sample lies below it',
  },
  {
    pattern: /^>= -> > at /,
    reason:
      'the least number of events is compared with an extrapolated increase, which is exactly that number by chance alone',
  },
  {
    alerts: ['HttpAvailabilityBudgetBurnFast'],
    pattern: /^< -> <= at /,
    reason:
      'the traffic below which the absolute companion takes over is an extrapolated rate, equal by chance alone',
  },
  {
    pattern: /^5m -> 2m30s at /,
    reason:
      'it is the window of the least number of events: with a shorter one the alert ends no later than with the window of ' +
      'the first condition, which is unchanged and ends it',
  },
];

/**
 * Alerts that are changed in one system only: those of every objective are the work of one function, and differ by names
 * and numbers.
 */
export function isStoodFor(alert: string): boolean {
  return /BudgetBurn(?:Fast|Slow)$/.test(alert) && !alert.startsWith('HttpAvailability');
}
