import {
  type Binding,
  type BoundMetric,
  boundMetric,
  GATEWAY_JOB,
  type Labels,
  type MetricId,
  type MetricIdOf,
  type TargetLabel,
} from '../../instrumentation/contract';
import { counter, type Phase, type Values } from './values';

/** A series that promtool feeds to the rules. */
export interface InputSeries {
  readonly id: MetricId;
  /** Exposed name and labels, e.g. `up{job="gateway"}`. */
  readonly series: string;
  readonly values: Values;
}

export type Target = Readonly<Record<TargetLabel, string>>;

/** The gateway that most cases are about. Its job stands for the preset's first job of gateways. */
export const ORDERS: Target = {
  job: GATEWAY_JOB,
  instance: '10.0.0.1:9464',
  service: 'orders',
  environment: 'prod',
};

/** A second gateway, so that a case can show that one fires and the other does not. */
export const BILLING: Target = { ...ORDERS, instance: '10.0.0.2:9464', service: 'billing' };

/** Labels of alerts that are about a service. */
export function serviceOf({ service, environment }: Target): Readonly<Record<string, string>> {
  return { service, environment };
}

/** Labels of alerts that are about one process. */
export function instanceOf({ service, environment, instance }: Target): Readonly<Record<string, string>> {
  return { service, environment, instance };
}

/** Observations of a histogram: how many of which value each sample adds. */
export type Observations = Readonly<Record<number, readonly Phase[]>>;

/** Makes test series under the names that the binding exposes. */
export interface SeriesBuilder {
  /** Scrape jobs of the gateways. */
  readonly jobs: readonly string[];
  /** One series of a counter or gauge. */
  series<I extends MetricIdOf<'counter' | 'gauge'>>(
    id: I,
    labels: Labels<I>,
    target: Target,
    values: Values,
  ): InputSeries;
  /** The series of a histogram: every bucket and the count. */
  histogram<I extends MetricIdOf<'histogram'>>(
    id: I,
    labels: Labels<I>,
    target: Target,
    observations: Observations,
  ): readonly InputSeries[];
  /** The sum of a histogram's observations, for rules about a mean. */
  sum<I extends MetricIdOf<'histogram'>>(
    id: I,
    labels: Labels<I>,
    target: Target,
    values: Values,
  ): InputSeries;
  /**
   * The quantile (0..1) of observations of a histogram, given by value, as the rules compute it from the preset's
   * buckets: linear within the bucket, the largest bound for what lies above all.
   */
  quantile(q: number, id: MetricIdOf<'histogram'>, counts: Readonly<Record<number, number>>): number;
  /** Labels of a metric that the preset exposes, under their exposed names and values. */
  exposed<I extends MetricId>(id: I, labels: Partial<Labels<I>>): Readonly<Record<string, string>>;
}

/** @param jobs scrape jobs of the gateways; the first takes the place of the targets' own */
export function seriesBuilder(binding: Binding, jobs: readonly string[] = [GATEWAY_JOB]): SeriesBuilder {
  const [firstJob = GATEWAY_JOB] = jobs;
  const placed = (target: Target): Target =>
    target.job === GATEWAY_JOB ? { ...target, job: firstJob } : target;
  return {
    jobs,
    series: (id, labels, target, values) => one(boundMetric(binding, id), '', labels, placed(target), values),
    sum: (id, labels, target, values) =>
      one(boundMetric(binding, id), '_sum', labels, placed(target), values),
    quantile: (q, id, counts) => bucketQuantile(q, boundMetric(binding, id).buckets, counts),
    histogram: (id, labels, declaredTarget, observations) => {
      const target = placed(declaredTarget);
      const metric = boundMetric(binding, id);
      const upTo = (bound: number): Values =>
        counter(
          ...sum(
            Object.entries(observations).map(([at, phases]) =>
              // Every bucket is exposed, also one that nothing falls into.
              phases.map(([samples, count]): Phase => [samples, Number(at) <= bound ? count : 0]),
            ),
          ),
        );
      return [
        ...metric.buckets.map((bound) =>
          one(metric, '_bucket', labels, target, upTo(bound), { le: stored(bound) }),
        ),
        one(metric, '_bucket', labels, target, upTo(Infinity), { le: '+Inf' }),
        one(metric, '_count', labels, target, upTo(Infinity)),
      ];
    },
    exposed: (id, labels) => exposedLabels(boundMetric(binding, id), labels),
  };
}

function one(
  metric: BoundMetric,
  suffix: string,
  labels: object,
  target: Target,
  values: Values,
  more: Readonly<Record<string, string>> = {},
): InputSeries {
  const own = exposedLabels(metric, labels);
  // As with `honor_labels`: a metric's own label stands before the target's of the same name.
  const pairs = Object.entries({ ...own, ...target, ...own, ...more });
  const text = pairs.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(',');
  return { id: metric.id, series: `${metric.name}${suffix}{${text}}`, values };
}

function exposedLabels(metric: BoundMetric, labels: object): Readonly<Record<string, string>> {
  const carried = (Object.entries(labels) as [string, string][]).flatMap(([key, value]) => {
    const name = metric.labels[key];
    return name === undefined ? [] : [[name, metric.labelValues[key]?.[value] ?? value]];
  });
  return { ...metric.constantLabels, ...Object.fromEntries(carried) };
}

function bucketQuantile(
  q: number,
  buckets: readonly number[],
  counts: Readonly<Record<number, number>>,
): number {
  const upTo = (bound: number): number =>
    Object.entries(counts).reduce((sum, [value, count]) => sum + (Number(value) <= bound ? count : 0), 0);
  const rank = q * upTo(Infinity);
  const index = buckets.findIndex((bound) => upTo(bound) >= rank);
  const upper = buckets[index];
  if (upper === undefined) return buckets.at(-1) ?? NaN;
  const lower = buckets[index - 1] ?? 0;
  const below = index === 0 ? 0 : upTo(lower);
  return lower + ((upper - lower) * (rank - below)) / (upTo(upper) - below);
}

/** A bucket bound as Prometheus 3 stores it: whole numbers with `.0`. */
function stored(bound: number): string {
  return Number.isInteger(bound) ? `${bound}.0` : String(bound);
}

/** Phase by phase sum. All lists have to have phases of the same lengths. */
function sum(lists: readonly (readonly Phase[])[]): readonly Phase[] {
  const [first, ...rest] = lists;
  if (first === undefined) throw new Error('a histogram without observations has no phases to sum');
  return first.map(([samples, value], index) => {
    const others = rest.map((list) => list[index]);
    if (others.some((phase) => phase?.[0] !== samples))
      throw new Error('phases of one histogram must have the same lengths');
    return [samples, others.reduce((total, phase) => total + (phase?.[1] ?? 0), value)];
  });
}
