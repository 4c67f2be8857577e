import type { Seconds } from '../duration';
import { type By, binary, type Expression, overTime, recorded, secondsSince, type Where } from '../promql';
import type { Scope } from '../scope';
import { sloNames } from './names';
import {
  type CounterSelector,
  type FreshnessIndicator,
  type LatencyIndicator,
  matchesOf,
  type Slo,
} from './slo';

/** Bad and all events per second over a window, by the same labels. */
export interface EventRates {
  readonly bad: Expression;
  readonly total: Expression;
}

/**
 * The rates that an objective's indicator has over a window, from the gateways' own series.
 * A side without bad events is 0 where there are events at all; without any event there is no series.
 * @throws Error if a metric, a label or a bucket is not what the preset exposes
 */
export function eventRates(slo: Slo, window: Seconds, scope: Scope): EventRates {
  const { indicator } = slo;
  if (indicator.kind === 'freshness') return staleRates(slo, window, scope);
  const { bad, total } =
    indicator.kind === 'events'
      ? {
          bad: counted(slo, indicator.bad, window, scope),
          total: counted(slo, indicator.total, window, scope),
        }
      : slowRates(slo, indicator, window, scope);
  return { bad: binary(bad, 'or', binary(total, '*', 0)), total };
}

function counted(slo: Slo, selector: CounterSelector, window: Seconds, scope: Scope): Expression {
  const { metric } = selector;
  return scope.q.rate(metric, {
    where: matchesOf(selector, scope.binding) as Where<typeof metric>,
    by: slo.groupBy as By<typeof metric>,
    window: scope.window(window),
  });
}

/** The bound of a latency objective, in the metric's unit. */
export function latencyBound({ bound }: LatencyIndicator, { binding }: Scope): number {
  return typeof bound === 'number' ? bound : bound(binding);
}

function slowRates(slo: Slo, indicator: LatencyIndicator, window: Seconds, scope: Scope): EventRates {
  const { metric } = indicator;
  const over = { by: slo.groupBy as By<typeof metric>, window: scope.window(window) };
  return {
    bad: scope.q.rateAbove(latencyBound(indicator, scope), metric, over),
    total: scope.q.rate(metric, over),
  };
}

/** 1 where the oldest of a group is older than it may be, else 0: every evaluation is an event. */
export function stale(slo: Slo, { metric, maxAgeSeconds }: FreshnessIndicator, scope: Scope): Expression {
  const by = slo.groupBy as By<typeof metric>;
  const isTimestamp = scope.binding.get(metric)?.spec.unit === 'timestamp';
  // The stalest of a group counts: the largest age, or the earliest last success.
  const age = isTimestamp
    ? secondsSince(scope.q.aggregate('min', metric, { by }))
    : scope.q.aggregate('max', metric, { by });
  return binary(age, '> bool', maxAgeSeconds);
}

function staleRates(slo: Slo, window: Seconds, scope: Scope): EventRates {
  const source = stale(slo, slo.indicator as FreshnessIndicator, scope);
  const seen = recorded(sloNames.stale(slo.id), source);
  const seconds = scope.windowSeconds(window);
  return {
    bad: binary(overTime('sum_over_time', seen, scope.window(window)), '/', seconds),
    total: binary(overTime('count_over_time', seen, scope.window(window)), '/', seconds),
  };
}
