import type { Mutant } from './mutants';

/** Why no case finds a mutant, for the list of those that survive. */
export function survivalReason({ change }: Pick<Mutant, 'change'>): string {
  return REASONS.find(({ pattern }) => pattern.test(change))?.reason ?? 'a case is missing';
}

const REASONS: readonly { readonly pattern: RegExp; readonly reason: string }[] = [
  {
    pattern: /^(?:>= -> >|< -> <=|> -> >=) at /,
    reason: 'differs only where both sides are equal, which an extrapolated rate is by chance alone',
  },
  {
    pattern: /^\d\S* -> \d\S* at /,
    reason: 'the other window of the condition ends the alert at the same time',
  },
];

/**
 * Alerts that are changed in one system only: those of every objective are the work of one function, and differ by names
 * and numbers.
 */
export function isStoodFor(alert: string): boolean {
  return /BudgetBurn(?:Fast|Slow)$/.test(alert) && !alert.startsWith('HttpAvailability');
}
