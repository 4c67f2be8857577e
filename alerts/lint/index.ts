import { CHECKS } from './checks';
import { excused, type Finding, type LintException } from './finding';
import type { LintSubject } from './subject';

export { CHECKS } from './checks';
export type { Finding, LintException } from './finding';
export { type LintSubject, seriesOf } from './subject';

/**
 * What is wrong with rules, boards and Alertmanager's configuration together, the exceptions taken into account.
 * @param today `YYYY-MM-DD`, for exceptions that are over
 */
export function lint(
  subject: LintSubject,
  exceptions: readonly LintException[],
  today: string,
): readonly Finding[] {
  return excused(
    CHECKS.flatMap(({ run }) => run(subject)),
    exceptions,
    today,
  );
}
