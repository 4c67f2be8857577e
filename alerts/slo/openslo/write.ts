import { stringify } from 'yaml';
import { type Binding, boundMetric } from '../../../instrumentation/contract';
import { promDuration } from '../../duration';
import { queries, type Where } from '../../promql';
import { type CounterSelector, type Indicator, matchesOf, type Slo } from '../slo';
import { ALL_SERVICES, ANNOTATIONS, type MetricSource, OPENSLO_VERSION, TIME_SLICE } from './document';

/**
 * An objective as OpenSLO v1, with the names that a preset exposes. What OpenSLO has no field for stands in annotations.
 * @throws Error if the preset does not expose what the indicator reads
 */
export function writeOpenSlo(slo: Slo, binding: Binding): string {
  const isFreshness = slo.indicator.kind === 'freshness';
  return stringify(
    {
      apiVersion: OPENSLO_VERSION,
      kind: 'SLO',
      metadata: {
        name: slo.id.replaceAll('_', '-'),
        displayName: slo.name,
        annotations: annotationsOf(slo),
      },
      spec: {
        description: slo.bad,
        service: ALL_SERVICES,
        indicator: {
          metadata: { name: `${slo.id.replaceAll('_', '-')}-indicator` },
          spec: indicatorSpec(slo.indicator, binding),
        },
        timeWindow: [{ duration: promDuration(slo.period), isRolling: true }],
        budgetingMethod: isFreshness ? 'Timeslices' : 'Occurrences',
        objectives: [
          {
            displayName: slo.name,
            ...(slo.indicator.kind === 'freshness'
              ? { op: 'lte', value: slo.indicator.maxAgeSeconds, ...TIME_SLICE }
              : {}),
            target: slo.objective,
          },
        ],
      },
    },
    { lineWidth: 0, aliasDuplicateObjects: false },
  );
}

function annotationsOf(slo: Slo): Readonly<Record<string, string>> {
  const pairs = slo.pairs?.map(
    ({ severity, budgetShare, long, short }) =>
      `${severity} ${budgetShare} ${promDuration(long)} ${promDuration(short)}`,
  );
  return {
    [ANNOTATIONS.groupBy]: slo.groupBy.join(','),
    ...(slo.minBadEvents === undefined ? {} : { [ANNOTATIONS.minBadEvents]: String(slo.minBadEvents) }),
    ...(pairs === undefined ? {} : { [ANNOTATIONS.pairs]: pairs.join('; ') }),
  };
}

function indicatorSpec(indicator: Indicator, binding: Binding): object {
  if (indicator.kind === 'freshness') {
    return { thresholdMetric: source(queries(binding).series(indicator.metric).text) };
  }
  if (indicator.kind === 'latency') {
    const { name } = boundMetric(binding, indicator.metric);
    const bound = typeof indicator.bound === 'number' ? indicator.bound : indicator.bound(binding);
    return {
      ratioMetric: {
        counter: true,
        good: source(`${name}_bucket{le="${bound}"}`),
        total: source(`${name}_count`),
      },
    };
  }
  return {
    ratioMetric: {
      counter: true,
      bad: source(selectorText(indicator.bad, binding)),
      total: source(selectorText(indicator.total, binding)),
    },
  };
}

function selectorText(selector: CounterSelector, binding: Binding): string {
  const where = matchesOf(selector, binding) as Where<typeof selector.metric>;
  return queries(binding).series(selector.metric, where).text;
}

function source(query: string): MetricSource {
  return { metricSource: { type: 'Prometheus', spec: { query } } };
}
