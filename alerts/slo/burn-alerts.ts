import { binary, type Expression } from '../promql';
import type { AlertDefinition } from '../rule';
import type { Scope } from '../scope';
import {
  BURN_FOR,
  BURN_KEEP_FIRING_FOR,
  type BurnPair,
  burnFactor,
  burnThreshold,
  rounded,
  WORKBOOK_PAIRS,
} from './burn-rate';
import { LOW_TRAFFIC } from './low-traffic';
import { hasLowTraffic, sloSeries } from './records';
import { MIN_BAD_EVENTS, type Slo } from './slo';
import { promDuration } from '../duration';

/** Pairs of an objective of a severity, without those that Prometheus keeps too few samples for. */
export function pairsOf(
  slo: Slo,
  severity: BurnPair['severity'],
  retention: number = Infinity,
): readonly BurnPair[] {
  const pairs = slo.pairs ?? WORKBOOK_PAIRS;
  return pairs.filter((pair) => pair.severity === severity && pair.long <= retention);
}

/** The page or the ticket of an objective, or undefined if it has no pair of windows for it. */
export function burnAlert(
  slo: Slo,
  severity: BurnPair['severity'],
  retention?: number,
): AlertDefinition | undefined {
  const pairs = pairsOf(slo, severity, retention);
  if (pairs.length === 0) return undefined;
  const isPage = severity === 'critical';
  return {
    severity,
    labels: { slo: slo.id },
    condition: (scope) => {
      const branches = pairsOf(slo, severity, scope.retention).map((pair) => pairCondition(slo, pair, scope));
      const outage = isPage && hasLowTraffic(slo, scope.retention) ? [lowTrafficCondition(slo, scope)] : [];
      return [...branches, ...outage].reduce((all, branch) => binary(all, 'or', branch));
    },
    reaches: (scope) => reaches(slo, pairsOf(slo, severity, scope.retention), scope),
    for: BURN_FOR[severity],
    keepFiringFor: BURN_KEEP_FIRING_FOR[severity],
    summary: isPage
      ? `The error budget of ${title(slo)} burns so fast that somebody has to act now.`
      : `The error budget of ${title(slo)} burns faster than it lasts.`,
    explore: (scope) => {
      const { bad, total } = sloSeries(slo, pairs[0]?.short ?? slo.period, scope);
      return binary(bad, '/', total);
    },
    description: (scope) => description(slo, pairsOf(slo, severity, scope.retention), scope),
  };
}

/** Too many bad events in both windows, and enough of them in the long one to be no accident. */
function pairCondition(slo: Slo, pair: BurnPair, scope: Scope): Expression {
  const threshold = burnThreshold(pair, scope.objective(slo.id, slo.objective), slo.period);
  const long = sloSeries(slo, pair.long, scope);
  const short = sloSeries(slo, pair.short, scope);
  return binary(
    binary(
      binary(binary(long.bad, '/', long.total), '>', threshold),
      'and',
      binary(binary(short.bad, '/', short.total), '>', threshold),
    ),
    'and',
    enough(slo, long.bad, pair.long, scope),
  );
}

/** Seconds of nothing but bad events until the first pair alerts, as its windows are in the scope. */
function reaches(slo: Slo, pairs: readonly BurnPair[], scope: Scope): number {
  const objective = scope.objective(slo.id, slo.objective);
  return Math.min(
    ...pairs.map((pair) => scope.windowSeconds(pair.long) * burnThreshold(pair, objective, slo.period)),
  );
}

function lowTrafficCondition(slo: Slo, scope: Scope): Expression {
  const long = sloSeries(slo, LOW_TRAFFIC.long, scope);
  const short = sloSeries(slo, LOW_TRAFFIC.short, scope);
  return binary(
    binary(
      binary(binary(short.bad, '/', short.total), '>=', LOW_TRAFFIC.badShare),
      'and',
      enough(slo, long.bad, LOW_TRAFFIC.long, scope),
    ),
    'and',
    binary(long.total, '<', rounded(LOW_TRAFFIC.maxRate)),
  );
}

/** At least so many bad events over the window as a count. Half an event of slack: `rate()` extrapolates. */
function enough(slo: Slo, bad: Expression, window: number, scope: Scope): Expression {
  const least = (slo.minBadEvents ?? MIN_BAD_EVENTS) - COUNT_SLACK;
  return binary(binary(bad, '*', scope.windowSeconds(window)), '>=', least);
}

/** Rates are extrapolated to the ends of their window, so that five events may read as 4.9. */
const COUNT_SLACK = 0.5;

function description(slo: Slo, pairs: readonly BurnPair[], scope: Scope): string {
  const objective = scope.objective(slo.id, slo.objective);
  const factors = pairs
    .map((pair) => `${burnFactor(pair, slo.period)} times over ${scope.window(pair.long)}`)
    .join(' or ');
  const groups = slo.groupBy.map((key) => `{{ $labels.${labelOf(slo, key, scope)} }}`).join(', ');
  return (
    `{{ $value | humanizePercentage }} of ${slo.bad} (${groups}): the budget of ${percent(1 - objective)} for ` +
    `${promDuration(slo.period)} burns faster than allowed, ${factors}.`
  );
}

function labelOf(slo: Slo, key: string, scope: Scope): string {
  const { indicator } = slo;
  const metric = indicator.kind === 'events' ? indicator.total.metric : indicator.metric;
  return scope.q.label(metric, key as never);
}

function percent(share: number): string {
  return `${rounded(share * 100)} %`;
}

/** The id as words. */
function title({ id }: Slo): string {
  return id.replaceAll('_', ' ');
}
