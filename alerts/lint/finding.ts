/** Something that is wrong, or looks so. */
export interface Finding {
  readonly check: string;
  /** Name of the alert, the recording rule or the panel, or a path in Alertmanager's configuration. */
  readonly where: string;
  readonly message: string;
}

/** A finding that is right as it is, for a while. */
export interface LintException {
  readonly check: string;
  readonly where: string;
  readonly reason: string;
  /** Last day on which it holds, `YYYY-MM-DD`; then somebody has to look again. */
  readonly until: string;
}

/**
 * The findings that no exception excuses, and what is wrong with the exceptions themselves: no reason, over, or about
 * nothing.
 * @param today `YYYY-MM-DD`
 */
export function excused(
  findings: readonly Finding[],
  exceptions: readonly LintException[],
  today: string,
): readonly Finding[] {
  const isAbout = ({ check, where }: LintException, finding: Finding): boolean =>
    check === finding.check && where === finding.where;
  const valid = exceptions.filter((one) => problemOf(one, today) === undefined);
  return [
    ...findings.filter((finding) => !valid.some((one) => isAbout(one, finding))),
    ...exceptions.flatMap((one) => {
      const message =
        problemOf(one, today) ??
        (findings.some((finding) => isAbout(one, finding))
          ? undefined
          : 'excuses nothing any more: remove it');
      return message === undefined
        ? []
        : [{ check: 'exception', where: one.where, message: `the exception from ${one.check} ${message}` }];
    }),
  ];
}

function problemOf({ reason, until }: LintException, today: string): string | undefined {
  if (reason.trim().length < 20) return 'gives no reason: say why it is right as it is';
  if (!/^\d{4}-\d\d-\d\d$/.test(until)) return `ends on "${until}": a day as YYYY-MM-DD is needed`;
  return until < today ? `ended on ${until}: look again, and extend or remove it` : undefined;
}
