import type { PackName } from '../../instrumentation/contract';
import { MINUTE, type Seconds } from '../duration';
import type { AlertPack } from '../rule';
import type { Scope } from '../scope';
import { burnAlert, pairsOf } from './burn-alerts';
import type { BurnPair } from './burn-rate';
import { burnAlerts } from './names';
import { sloProblems } from './problems';
import { periodRecords, windowRecords } from './records';
import type { Slo } from './slo';

/** As long as the windows that a period is summed up from. */
const PERIOD_INTERVAL: Seconds = 5 * MINUTE;

type BurnAlertName<N extends string> = `${N}BudgetBurnFast` | `${N}BudgetBurnSlow`;

/**
 * An objective as a pack: its recording rules, its page and its ticket.
 * @param reads packs of the contract that the indicator reads
 * @param shipped true for the objectives of this project, which give up the windows that a stack keeps too few samples
 * for; one's own have to fit
 */
export function sloPack<N extends string>(
  slo: Slo<N>,
  reads: readonly PackName[],
  shipped = false,
): AlertPack<BurnAlertName<N>> {
  const { fast, slow } = burnAlerts(slo.name);
  const alerts = (
    [
      ['critical', fast],
      ['warning', slow],
    ] as const
  ).flatMap(([severity, name]) => {
    const definition = burnAlert(slo, severity);
    return definition === undefined ? [] : [[name, { ...definition, fits: fits(slo, severity) }] as const];
  });
  return {
    name: `slo.${slo.id}`,
    reads,
    alerts: Object.fromEntries(alerts) as AlertPack<BurnAlertName<N>>['alerts'],
    records: (scope) => windowRecords(slo, scope),
    // Each look at a period reads thousands of samples, and none of them changes what it shows by much.
    slow: { every: PERIOD_INTERVAL, records: (scope) => periodRecords(slo, scope) },
    problems: (scope) => sloProblems(slo, scope, shipped ? Infinity : scope.retention),
  };
}

function fits(slo: Slo, severity: BurnPair['severity']): (scope: Scope) => boolean {
  return ({ retention }) => pairsOf(slo, severity, retention).length > 0;
}

/** What the shipped form of an objective leaves out where samples are kept for so long; empty if nothing. */
export function leftOut(slo: Slo, retention: Seconds): readonly string[] {
  return [
    ...(slo.period > retention ? ['the ratio and the budget of the period'] : []),
    ...(['critical', 'warning'] as const).flatMap((severity) => {
      const kept = pairsOf(slo, severity, retention);
      return pairsOf(slo, severity)
        .filter((pair) => !kept.includes(pair))
        .map((pair) => `the ${severity} window of ${pair.long} s`);
    }),
  ];
}
