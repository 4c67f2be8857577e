import { HOUR, type Seconds } from '../duration';
import { always, binary, type Expression, overTime, recorded } from '../promql';
import type { RecordingRule } from '../rule';
import type { Scope } from '../scope';
import { rounded, WORKBOOK_PAIRS } from './burn-rate';
import { eventRates, stale } from './indicator';
import { LOW_TRAFFIC } from './low-traffic';
import { sloNames } from './names';
import type { Slo } from './slo';

/**
 * From this length on a window is summed up from the rates over the shortest one: reading days of every raw series at
 * each evaluation is what makes rules about objectives expensive.
 */
const DERIVED_FROM: Seconds = 6 * HOUR;

/** The windows of an objective, ascending: those of its pairs, and those that tell an outage at low traffic. */
export function sloWindows(slo: Slo, retention: Seconds = Infinity): readonly Seconds[] {
  const ofPairs = (slo.pairs ?? WORKBOOK_PAIRS)
    .filter(({ long }) => long <= retention)
    .flatMap(({ long, short }) => [long, short]);
  const ofGuard = hasLowTraffic(slo, retention) ? [LOW_TRAFFIC.long, LOW_TRAFFIC.short] : [];
  return [...new Set([...ofPairs, ...ofGuard])].sort((a, b) => a - b);
}

/** True if events of an objective may be too few for its pairs; evaluations of a gauge never are. */
export function hasLowTraffic({ indicator }: Slo, retention: Seconds = Infinity): boolean {
  return indicator.kind !== 'freshness' && LOW_TRAFFIC.long <= retention;
}

/** Series of an objective over a window, as its alerts and boards read them. */
export function sloSeries(
  slo: Slo,
  window: Seconds,
  scope: Scope,
): { readonly bad: Expression; readonly total: Expression } {
  const { bad, total } = eventRates(slo, window, scope);
  return {
    bad: recorded(sloNames.bad(slo.id, window), bad),
    total: recorded(sloNames.total(slo.id, window), total),
  };
}

/**
 * Recording rules of the windows, in an order in which each reads only what stands before it. Bad and all events are
 * apart, so that any ratio of them is weighted by traffic.
 */
export function windowRecords(slo: Slo, scope: Scope): readonly RecordingRule[] {
  const windows = sloWindows(slo, scope.retention);
  const [base = 0] = windows;
  const { indicator } = slo;
  return [
    ...(indicator.kind === 'freshness' ? [rule(sloNames.stale(slo.id), stale(slo, indicator, scope))] : []),
    ...windows.flatMap((window) => {
      const rates =
        window > base && window >= DERIVED_FROM
          ? derivedRates(slo, window, base, scope)
          : eventRates(slo, window, scope);
      return [
        rule(sloNames.bad(slo.id, window), rates.bad),
        rule(sloNames.total(slo.id, window), rates.total),
      ];
    }),
  ];
}

/**
 * Rates over a long window as the mean of those over the base window, one for each base window in it. Times without
 * series count as times without events; a mean over the samples alone would blow up the rate of a young service.
 */
function derivedRates(slo: Slo, window: Seconds, base: Seconds, scope: Scope): ReturnType<typeof sloSeries> {
  const source = sloSeries(slo, base, scope);
  const count = rounded(scope.windowSeconds(window) / scope.windowSeconds(base));
  const mean = (of: Expression): Expression =>
    binary(overTime('sum_over_time', of, scope.window(window), scope.window(base)), '/', count);
  return { bad: mean(source.bad), total: mean(source.total) };
}

/**
 * Recording rules of the whole period: the objective, the share of bad events weighted by traffic, and what is left of
 * the budget. Without the period where Prometheus does not keep samples for so long.
 */
export function periodRecords(slo: Slo, scope: Scope): readonly RecordingRule[] {
  const objective = scope.objective(slo.id, slo.objective);
  const { id, period } = slo;
  const own = { ...always(), text: `vector(${objective})` };
  const declared = rule(sloNames.objective(id), own);
  if (period > (scope.retention ?? Infinity)) return [declared];
  const [base = 0] = sloWindows(slo, scope.retention);
  const source = sloSeries(slo, base, scope);
  const sum = (of: Expression): Expression =>
    overTime('sum_over_time', of, scope.window(period), scope.window(base));
  const ratio = binary(sum(source.bad), '/', sum(source.total));
  const errors = recorded(sloNames.errorRatio(id, period), ratio);
  return [
    declared,
    rule(errors.text, ratio),
    rule(sloNames.budgetRemaining(id, period), binary(1, '-', binary(errors, '/', rounded(1 - objective)))),
  ];
}

function rule(record: string, { text, uses, labels }: Expression): RecordingRule {
  return { record, expr: text, uses, seriesLabels: labels };
}
