import { parse } from 'yaml';
import type { Binding, MetricIdOf } from '../../../instrumentation/contract';
import type { Seconds } from '../../duration';
import type { BurnPair } from '../burn-rate';
import type { CounterSelector, Indicator, Slo } from '../slo';
import { ALL_SERVICES, ANNOTATIONS, OPENSLO_VERSION, TIME_SLICE } from './document';
import { Fields } from './fields';
import { type ReadSelector, readSelector } from './selector';

/**
 * The objective of an OpenSLO v1 document, its queries in terms of the contract.
 * @throws Error naming every field that is wrong or not supported; nothing is left out silently
 */
export function readOpenSlo(text: string, binding: Binding): Slo {
  const problems: string[] = [];
  const document = new Fields(parse(text), '', problems, ['apiVersion', 'kind', 'metadata', 'spec']);
  document.exactly('apiVersion', OPENSLO_VERSION);
  document.exactly('kind', 'SLO');
  const metadata = document.object('metadata', ['name', 'displayName', 'annotations']);
  const annotations = metadata.object('annotations', Object.values(ANNOTATIONS), true);
  const spec = document.object('spec', [
    'description',
    'service',
    'indicator',
    'timeWindow',
    'budgetingMethod',
    'objectives',
  ]);
  spec.exactly('service', ALL_SERVICES);
  const window = spec.only('timeWindow', ['duration', 'isRolling']);
  window.exactly('isRolling', true);
  const slices = Object.keys(TIME_SLICE);
  const method = spec.text('budgetingMethod', ['Occurrences', 'Timeslices']);
  const isSliced = method === 'Timeslices';
  const objective = spec.only('objectives', [
    'displayName',
    'target',
    'targetPercent',
    ...(isSliced ? ['op', 'value', ...slices] : []),
  ]);
  const indicator = indicatorOf(spec, objective, isSliced, binding, problems);
  const least = annotations.has(ANNOTATIONS.minBadEvents)
    ? { minBadEvents: Number(annotations.text(ANNOTATIONS.minBadEvents)) }
    : {};
  const pairs = annotations.has(ANNOTATIONS.pairs) ? { pairs: pairsOf(annotations, ANNOTATIONS.pairs) } : {};
  const slo: Slo = {
    id: metadata.text('name').replaceAll('-', '_'),
    name: metadata.text('displayName'),
    bad: spec.text('description'),
    objective: target(objective),
    period: duration(window, 'duration'),
    indicator: indicator ?? { kind: 'latency', metric: 'http.request.duration', bound: NaN },
    groupBy: annotations.has(ANNOTATIONS.groupBy)
      ? annotations
          .text(ANNOTATIONS.groupBy)
          .split(',')
          .map((key) => key.trim())
      : ['service', 'environment'],
    ...least,
    ...pairs,
  };
  if (problems.length > 0 || indicator === undefined) {
    throw new Error(
      `the OpenSLO document cannot be used:\n${problems.map((problem) => `- ${problem}`).join('\n')}`,
    );
  }
  return slo;
}

function target(objective: Fields): number {
  if (!objective.has('targetPercent')) return objective.number('target');
  if (objective.has('target')) objective.problem('targetPercent', 'either target or targetPercent, not both');
  return Number((objective.number('targetPercent') / 100).toPrecision(10));
}

function indicatorOf(
  spec: Fields,
  objective: Fields,
  isSliced: boolean,
  binding: Binding,
  problems: string[],
): Indicator | undefined {
  const indicator = spec
    .object('indicator', ['metadata', 'spec'])
    .object('spec', [isSliced ? 'thresholdMetric' : 'ratioMetric']);
  const selector = (of: Fields, name: string): ReadSelector | undefined => {
    const source = of.object(name, ['metricSource']).object('metricSource', ['type', 'spec']);
    source.exactly('type', 'Prometheus');
    return selectorOf(source.object('spec', ['query']), binding, problems);
  };
  if (isSliced) {
    objective.exactly('op', 'lte');
    for (const [name, value] of Object.entries(TIME_SLICE)) objective.exactly(name, value);
    const read = selector(indicator, 'thresholdMetric');
    return (
      read && {
        kind: 'freshness',
        metric: read.metric.id as MetricIdOf<'gauge'>,
        maxAgeSeconds: objective.number('value'),
      }
    );
  }
  const ratio = indicator.object('ratioMetric', ['counter', 'good', 'bad', 'total']);
  ratio.exactly('counter', true);
  const total = selector(ratio, 'total');
  if (ratio.has('good')) {
    if (ratio.has('bad')) ratio.problem('bad', 'either good or bad, not both');
    return latency(ratio, selector(ratio, 'good'), total);
  }
  const bad = selector(ratio, 'bad');
  return bad && total && { kind: 'events', bad: counted(bad), total: counted(total) };
}

/** Good events are those of a bucket; of other counters the bad ones have to be named. */
function latency(
  ratio: Fields,
  good: ReadSelector | undefined,
  total: ReadSelector | undefined,
): Indicator | undefined {
  if (good === undefined || total === undefined) return undefined;
  const isBucket = good.suffix === '_bucket' && good.le !== undefined;
  if (!isBucket || total.suffix !== '_count' || total.metric.id !== good.metric.id) {
    ratio.problem(
      'good',
      'a bucket such as x_bucket{le="1"} with the total x_count is needed; else name bad events',
    );
    return undefined;
  }
  if (Object.keys({ ...good.where, ...total.where }).length > 0) {
    ratio.problem('good', 'matchers beside le are not supported');
    return undefined;
  }
  return { kind: 'latency', metric: good.metric.id as MetricIdOf<'histogram'>, bound: Number(good.le) };
}

function counted({ metric, where }: ReadSelector): CounterSelector {
  return { metric: metric.id as MetricIdOf<'counter'>, where };
}

function selectorOf(spec: Fields, binding: Binding, problems: string[]): ReadSelector | undefined {
  const query = spec.text('query');
  if (query === '') return undefined;
  try {
    return readSelector(query, binding);
  } catch (error) {
    problems.push(`${spec.path}.query: ${(error as Error).message}`);
    return undefined;
  }
}

const UNITS: Readonly<Record<string, Seconds>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

function duration(of: Fields, name: string): Seconds {
  const text = of.text(name);
  const seconds = secondsOf(text);
  if (text !== '' && seconds === undefined) of.problem(name, 'a length such as 30d, 4w or 1h30m is needed');
  return seconds ?? NaN;
}

function secondsOf(text: string): Seconds | undefined {
  if (!/^(?:\d+[smhdw])+$/.test(text)) return undefined;
  return [...text.matchAll(/(\d+)([smhdw])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ''] ?? NaN),
    0,
  );
}

function pairsOf(annotations: Fields, name: string): readonly BurnPair[] {
  return annotations
    .text(name)
    .split(';')
    .flatMap((part) => {
      const [severity, share, long, short, ...rest] = part.trim().split(/\s+/);
      const lengths = [secondsOf(long ?? ''), secondsOf(short ?? '')];
      const isSeverity = severity === 'critical' || severity === 'warning';
      if (!isSeverity || rest.length > 0 || lengths.includes(undefined) || !(Number(share) > 0)) {
        annotations.problem(name, 'pairs such as "critical 0.02 1h 5m; warning 0.1 1d 2h" are needed');
        return [];
      }
      return [{ severity, budgetShare: Number(share), long: lengths[0]!, short: lengths[1]! }];
    });
}
