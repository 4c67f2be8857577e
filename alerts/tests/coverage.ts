import type { AlertName } from '../packs';
import type { AlertGroup, AlertRule } from '../rule';
import { type AlertCase, CASE_KINDS, type CaseKind } from './case';

/** Alerts that cannot be silent, and why. */
export const NEVER_SILENT: Readonly<Partial<Record<AlertName, string>>> = {
  Watchdog: 'fires at any time, so there is no data under which it is silent',
};

/** How many cases of each kind an alert has, and what it lacks. */
export interface CaseCoverage {
  readonly alert: string;
  readonly cases: Readonly<Record<CaseKind, number>>;
  readonly lacks: readonly string[];
}

/**
 * The coverage of every alert. A case counts only if it can tell a right rule from a wrong one: a silent case has to
 * feed every metric of the rule, a boundary has to be seen from both sides.
 */
export function caseCoverage(
  groups: readonly AlertGroup[],
  cases: readonly AlertCase[],
): readonly CaseCoverage[] {
  return groups
    .flatMap((group) => group.rules)
    .map((rule) => {
      const own = cases.filter((one) => one.alert === rule.alert);
      const kinds = CASE_KINDS.map((kind) => [kind, own.filter((one) => one.kind === kind)] as const);
      return {
        alert: rule.alert,
        cases: Object.fromEntries(kinds.map(([kind, list]) => [kind, list.length])) as CaseCoverage['cases'],
        lacks: kinds.flatMap(([kind, list]) => LACKS[kind](rule, list)),
      };
    });
}

/** One line per alert, for the log of a test run. */
export function coverageTable(coverage: readonly CaseCoverage[]): string {
  const lines = coverage.map(({ alert, cases, lacks }) => {
    const counts = CASE_KINDS.map((kind) => `${kind} ${cases[kind]}`).join(', ');
    return `${alert.padEnd(32)} ${counts}${lacks.length === 0 ? '' : `; lacks ${lacks.join('; ')}`}`;
  });
  const complete = coverage.filter(({ lacks }) => lacks.length === 0).length;
  return [...lines, `rule test coverage: ${complete} of ${coverage.length} alerts`].join('\n');
}

const LACKS: Readonly<Record<CaseKind, (rule: AlertRule, cases: readonly AlertCase[]) => string[]>> = {
  fires: (_, cases) =>
    cases.some((one) => fires(one) && !staysSilent(one)) ? [] : ['a case in which it fires'],
  silent: (rule, cases) => {
    if (NEVER_SILENT[rule.alert as AlertName] !== undefined) return [];
    const fed = cases.filter((one) => !fires(one) && rule.uses.every(({ id }) => feeds(one, id)));
    return fed.length > 0 ? [] : ['a silent case that feeds every metric of the rule'];
  },
  boundary: (rule, cases) => {
    const both = cases.some(fires) && (rule.for === 0 || cases.some(staysSilent));
    return both ? [] : ['boundary cases on both sides'];
  },
};

const fires = (one: AlertCase): boolean => one.checks.some(({ firing }) => firing.length > 0);
const staysSilent = (one: AlertCase): boolean => one.checks.some(({ firing }) => firing.length === 0);
const feeds = (one: AlertCase, id: string): boolean => one.series.some((series) => series.id === id);
