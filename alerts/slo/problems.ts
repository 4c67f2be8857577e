import { type Binding, boundMetric, isClosed, type MetricId } from '../../instrumentation/contract';
import { promDuration, type Seconds } from '../duration';
import type { Scope } from '../scope';
import { type BurnPair, burnFactor, burnThreshold, WORKBOOK_PAIRS } from './burn-rate';
import { eventRates } from './indicator';
import { type CounterSelector, matchesOf, MIN_BAD_EVENTS, type Slo } from './slo';

const ID = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/;
const NAME = /^(?:[A-Z][a-z0-9]*)+$/;

/**
 * What is wrong with an objective under a preset, one line each, all of them; empty if nothing is.
 * @param retention how long samples are kept; windows beyond it are an error
 */
export function sloProblems(slo: Slo, scope: Scope, retention: Seconds = Infinity): readonly string[] {
  const objective = scope.objective(slo.id, slo.objective);
  const found = [
    ...(ID.test(slo.id) ? [] : [`id is "${slo.id}": snake_case is needed, such as http_availability`]),
    ...(NAME.test(slo.name) ? [] : [`name is "${slo.name}": CamelCase is needed, such as HttpAvailability`]),
    ...objectiveProblems(objective),
    ...numberProblem('period', slo.period, 'seconds, above 0'),
    ...leastProblems(slo.minBadEvents ?? MIN_BAD_EVENTS),
    ...windowProblems(slo, objective, retention),
    ...indicatorProblems(slo, scope),
  ];
  return found.map((problem) => `slo "${slo.id}": ${problem}`);
}

function objectiveProblems(objective: number): string[] {
  return objective > 0 && objective < 1
    ? []
    : [`objective is ${objective}: a share of good events between 0 and 1 is needed, such as 0.999`];
}

function numberProblem(field: string, value: number, allowed: string): string[] {
  return Number.isFinite(value) && value > 0 ? [] : [`${field} is ${value}: ${allowed} is needed`];
}

function leastProblems(least: number): string[] {
  return Number.isInteger(least) && least >= 1
    ? []
    : [`minBadEvents is ${least}: a whole number from 1 on is needed`];
}

function windowProblems(slo: Slo, objective: number, retention: Seconds): string[] {
  const pairs = slo.pairs ?? WORKBOOK_PAIRS;
  if (pairs.length === 0)
    return ['pairs is empty: one pair of windows at least is needed, or nothing alerts'];
  return [
    ...(slo.period > retention
      ? [
          `period is ${text(slo.period)}, but samples are kept for ${text(retention)}: shorten it or keep them longer`,
        ]
      : []),
    ...pairs.flatMap((pair, index) =>
      pairProblems(pair, slo.period, objective, retention).map((problem) => `pairs[${index}]: ${problem}`),
    ),
  ];
}

function pairProblems(pair: BurnPair, period: Seconds, objective: number, retention: Seconds): string[] {
  const { long, short, budgetShare } = pair;
  const wrong = [
    ...numberProblem('long', long, 'a length in seconds, above 0,'),
    ...numberProblem('short', short, 'a length in seconds, above 0,'),
    ...(budgetShare > 0 && budgetShare <= 1
      ? []
      : [`budgetShare is ${budgetShare}: a share above 0 and at most 1 is needed`]),
  ];
  if (wrong.length > 0) return wrong;
  const factor = burnFactor(pair, period);
  const threshold = burnThreshold(pair, objective, period);
  return [
    ...(short < long ? [] : [`short (${text(short)}) has to be shorter than long (${text(long)})`]),
    ...(long <= period ? [] : [`long (${text(long)}) is longer than the period (${text(period)})`]),
    ...(long <= retention
      ? []
      : [`long (${text(long)}) reaches back further than samples are kept (${text(retention)})`]),
    ...(factor >= 1
      ? []
      : [
          `factor ${factor} is below 1, so it alerts while the budget lasts: raise budgetShare or shorten long`,
        ]),
    ...(threshold < 1
      ? []
      : [
          `factor ${factor} needs ${threshold * 100} % of bad events, which cannot be: ` +
            `at an objective of ${objective} the factor has to stay below ${Number((1 / (1 - objective)).toFixed(4))}`,
        ]),
  ];
}

function indicatorProblems(slo: Slo, scope: Scope): string[] {
  const { indicator, groupBy } = slo;
  const metrics: readonly MetricId[] =
    indicator.kind === 'events' ? [indicator.bad.metric, indicator.total.metric] : [indicator.metric];
  const missing = metrics.filter((id) => !scope.binding.has(id));
  if (missing.length > 0) {
    return [...new Set(missing)].map((id) => `metric "${id}" is not exposed: its pack is off in this preset`);
  }
  const labels =
    indicator.kind === 'events'
      ? [
          ...sideProblems('bad', indicator.bad, scope.binding),
          ...sideProblems('total', indicator.total, scope.binding),
          ...labelSetProblems(groupBy, indicator.bad.metric, indicator.total.metric, scope),
        ]
      : [];
  return labels.length > 0 ? labels : compileProblem(slo, scope);
}

/** Values outside a closed set, which would match nothing for ever. */
function sideProblems(side: string, selector: CounterSelector, binding: Binding): string[] {
  const { spec } = boundMetric(binding, selector.metric);
  return Object.entries(matchesOf(selector, binding)).flatMap(([key, match]) => {
    const label = spec.labels[key];
    if (label === undefined || !isClosed(label)) return [];
    const values =
      typeof match === 'string'
        ? [match]
        : 'not' in match
          ? [match.not]
          : 'oneOf' in match
            ? match.oneOf
            : 'noneOf' in match
              ? match.noneOf
              : [];
    return values
      .filter((value) => !label.values.includes(value))
      .map((value) => `${side} matches ${key} "${value}", which is none of: ${label.values.join(', ')}`);
  });
}

/** Both sides of a ratio need the same labels under the same names, or no pair of their series matches. */
function labelSetProblems(
  groupBy: readonly string[],
  bad: MetricId,
  total: MetricId,
  scope: Scope,
): string[] {
  if (bad === total) return [];
  return groupBy.flatMap((key) => {
    const names = [bad, total].map((id) => {
      try {
        return scope.q.label(id, key as never);
      } catch {
        return undefined;
      }
    });
    const [ofBad, ofTotal] = names;
    return ofBad !== undefined && ofBad === ofTotal
      ? []
      : [
          `groupBy "${key}" is ${ofBad ?? 'missing'} on "${bad}" and ${ofTotal ?? 'missing'} on "${total}": ` +
            'both sides need it under the same name',
        ];
  });
}

/** What the builder says of groups, labels and buckets. */
function compileProblem(slo: Slo, scope: Scope): string[] {
  try {
    eventRates(slo, slo.pairs?.[0]?.short ?? 300, scope);
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}

function text(seconds: Seconds): string {
  return Number.isFinite(seconds) && seconds >= 0 ? promDuration(seconds) : String(seconds);
}
