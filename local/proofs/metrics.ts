import { type BoundFamily, type BoundMetric, familiesOf } from '../../instrumentation/contract';
import { type PrometheusClient, prometheusClient } from '../clients/prometheus';
import type { RunningStack } from '../running-stack';
import { eventually } from './eventually';
import { gatewaySelector } from './gateway-selector';

/** What the proof needs to know of a stack. */
export type MetricsSource = Pick<RunningStack, 'endpoints' | 'binding' | 'gatewayJobs' | 'services'>;

/** The series that stand for a family: a histogram is there if its buckets are. */
function seriesName({ spec }: BoundMetric, { name }: BoundFamily): string {
  return spec.type === 'histogram' ? `${name}_bucket` : name;
}

/**
 * Every family that the preset exposes has a sample of the gateway in Prometheus, with every label it declares; what the
 * binaries of the stack expose has one at all, but for what appears only in trouble.
 * @throws Error naming each family that has none, or lacks labels
 */
export async function proveMetrics(stack: MetricsSource, timeoutMs: number): Promise<string> {
  const prometheus = prometheusClient(stack.endpoints.prometheus);
  const expected = [...stack.binding.values()].filter(({ spec }) => spec.appears === undefined);
  const families = expected.flatMap((metric) => familiesOf(metric).map((family) => ({ metric, family })));
  let problems: readonly string[] = [];
  await eventually(
    async () => {
      const found = families.map(({ metric, family }) => problemWith(prometheus, stack, metric, family));
      problems = (await Promise.all(found)).flat();
      return problems.length === 0 ? true : undefined;
    },
    { what: 'every family of the preset', timeoutMs },
  ).catch(() => {
    throw new Error(`${problems.length} of ${families.length} families: ${problems.join('; ')}`);
  });
  const apart = stack.binding.size - expected.length;
  return `${families.length} families of ${expected.length} metrics, each with all its labels; ${apart} appear only in trouble or where asked for`;
}

/** Names of the families that have a sample with all their labels, and, of histograms, all their buckets. */
export async function sampledFamilies(stack: MetricsSource): Promise<readonly string[]> {
  const prometheus = prometheusClient(stack.endpoints.prometheus);
  const families = [...stack.binding.values()].flatMap((metric) =>
    familiesOf(metric).map(async (family) => {
      const problems = await problemWith(prometheus, stack, metric, family);
      return problems.length === 0 ? [family.name] : [];
    }),
  );
  return [...new Set((await Promise.all(families)).flat())].sort();
}

async function problemWith(
  prometheus: PrometheusClient,
  stack: MetricsSource,
  metric: BoundMetric,
  family: BoundFamily,
): Promise<string[]> {
  const name = seriesName(metric, family);
  // Of the whole run: what was counted before a restart need not have happened again.
  const found = await prometheus.series(
    name + (metric.spec.source === 'gatewatch' ? gatewaySelector(stack, family) : ''),
  );
  if (found.length === 0) return [`${name} (${metric.id}) has no series`];
  const labels = [...Object.values(family.labels), ...Object.keys(family.constantLabels)];
  const missing = labels.filter((label) => !found.every((series) => label in series));
  const bounds = new Set(
    found.flatMap((series) => (series['le'] === undefined ? [] : [Number(series['le'])])),
  );
  const lost = family.buckets.filter((bound) => !bounds.has(bound));
  if (lost.length > 0) return [`${name} (${metric.id}) lacks the bounds ${lost.join(', ')}`];
  return missing.length === 0 ? [] : [`${name} (${metric.id}) lacks the label ${missing.join(', ')}`];
}
