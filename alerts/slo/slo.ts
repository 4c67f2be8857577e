import type { Binding, MetricId, MetricIdOf } from '../../instrumentation/contract';
import { DAY, type Seconds } from '../duration';
import type { Match, Where } from '../promql';
import type { BurnPair } from './burn-rate';

/** Which samples of a counter count; keys and values are checked against the contract when the objective is compiled. */
export interface CounterSelector {
  readonly metric: MetricIdOf<'counter'>;
  /** A function where what can be matched depends on the preset. */
  readonly where: Matches | ((binding: Binding) => Matches);
}

/** Matches by label key of the contract. */
export type Matches = Readonly<Record<string, Match<string>>>;

/** Share of events that are bad. Both sides may be the same counter. */
export interface EventIndicator {
  readonly kind: 'events';
  readonly bad: CounterSelector;
  readonly total: CounterSelector;
}

/** Share of observations that lie above a bound, in the metric's unit; the bound has to be a bucket's. */
export interface LatencyIndicator {
  readonly kind: 'latency';
  readonly metric: MetricIdOf<'histogram'>;
  readonly bound: number | ((binding: Binding) => number);
}

/** Share of evaluations in which the oldest of something is older than it may be. */
export interface FreshnessIndicator {
  readonly kind: 'freshness';
  /** An age in seconds, or the Unix time of the last success. */
  readonly metric: MetricIdOf<'gauge'>;
  readonly maxAgeSeconds: Seconds;
}

export type Indicator = EventIndicator | LatencyIndicator | FreshnessIndicator;

/** A service level objective. Pure data: what it reads is checked when it is compiled for a preset. */
export interface Slo<N extends string = string> {
  /** In `snake_case`; part of the names of its series and the label `slo` of its alerts. */
  readonly id: string;
  /** In CamelCase; its alerts are `${name}BudgetBurnFast` and `${name}BudgetBurnSlow`. */
  readonly name: N;
  /** What is counted as bad, as the end of a sentence: `requests that the gateway failed`. */
  readonly bad: string;
  /** Share of good events, 0..1 without its ends. */
  readonly objective: number;
  /** Length of the period that the budget is for. */
  readonly period: Seconds;
  readonly indicator: Indicator;
  /** Label keys of the contract, or labels of targets: each combination has a budget of its own. */
  readonly groupBy: readonly string[];
  /** Pairs of windows that alert; default those of the SRE workbook. */
  readonly pairs?: readonly BurnPair[];
  /** Fewest bad events in the long window before a burn rate counts; default {@link MIN_BAD_EVENTS}. */
  readonly minBadEvents?: number;
}

/** The period that most objectives are stated for; a multiple of whole weeks is not needed for a rolling window. */
export const DEFAULT_PERIOD: Seconds = 30 * DAY;

/** One or two failures say nothing about a service; five in an hour are a pattern. */
export const MIN_BAD_EVENTS = 5;

/** Bad events of a counter among all that it counts. */
export function eventIndicator<I extends MetricIdOf<'counter'>>(
  metric: I,
  bad: Where<I> | ((binding: Binding) => Where<I>),
): EventIndicator {
  return {
    kind: 'events',
    bad: { metric, where: bad as CounterSelector['where'] },
    total: { metric, where: {} },
  };
}

/** What a selector matches under a preset. */
export function matchesOf({ where }: CounterSelector, binding: Binding): Matches {
  return typeof where === 'function' ? where(binding) : where;
}

/** Declares an objective and keeps its name as a literal type, so that its alerts have names that are known. */
export function slo<const N extends string>(declaration: Slo<N>): Slo<N> {
  return declaration;
}

/** Metric that an indicator's groups are labels of: the one of all events. */
export function totalMetric(indicator: Indicator): MetricId {
  return indicator.kind === 'events' ? indicator.total.metric : indicator.metric;
}
