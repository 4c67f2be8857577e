import { promDuration, type Seconds } from '../duration';

/**
 * Names of the series that an objective records: `slo:<id>_<what>:<operation>`. Windows are named as declared, also
 * where a live proof divides them, so that the same rules read the same names.
 */
export const sloNames = {
  /** Bad events per second over the window. */
  bad: (id: string, window: Seconds): string => `slo:${id}_bad:rate${promDuration(window)}`,
  /** All events per second over the window. */
  total: (id: string, window: Seconds): string => `slo:${id}_total:rate${promDuration(window)}`,
  /** 1 while something is staler than it may be, else 0. */
  stale: (id: string): string => `slo:${id}_stale:bool`,
  /** Share of bad events over the period, weighted by traffic. */
  errorRatio: (id: string, period: Seconds): string => `slo:${id}_error:ratio${promDuration(period)}`,
  /** Share of the period's budget that is left; negative when it is overspent. */
  budgetRemaining: (id: string, period: Seconds): string =>
    `slo:${id}_budget_remaining:ratio${promDuration(period)}`,
  /** The objective itself, 0..1. */
  objective: (id: string): string => `slo:${id}_objective:ratio`,
} as const;

/** Names of the two alerts of an objective. */
export function burnAlerts<const N extends string>(
  name: N,
): { readonly fast: `${N}BudgetBurnFast`; readonly slow: `${N}BudgetBurnSlow` } {
  return { fast: `${name}BudgetBurnFast`, slow: `${name}BudgetBurnSlow` };
}
