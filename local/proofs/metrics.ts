import { type Binding, type BoundMetric, GATEWAY_JOB } from '../../instrumentation/contract';
import type { PrometheusClient } from '../clients/prometheus';
import { eventually } from './eventually';

/** The series that stand for a family: a histogram is there if its buckets are. */
function seriesName({ name, spec }: BoundMetric): string {
  return spec.type === 'histogram' ? `${name}_bucket` : name;
}

/**
 * Every metric of the contract that the gateway's preload exposes is in Prometheus, with every label it declares.
 * @throws Error naming each metric that is missing, or lacks labels
 */
export async function proveMetrics(
  prometheus: PrometheusClient,
  binding: Binding,
  service: string,
  timeoutMs: number,
): Promise<string> {
  const expected = [...binding.values()].filter(({ spec }) => spec.source === 'gatewatch');
  let problems: string[] = [];
  await eventually(
    async () => {
      problems = (
        await Promise.all(expected.map((metric) => problemWith(prometheus, metric, service)))
      ).flat();
      return problems.length === 0 ? true : undefined;
    },
    { what: 'every metric of the contract', timeoutMs },
  ).catch(() => {
    throw new Error(`${problems.length} of ${expected.length} metrics: ${problems.join('; ')}`);
  });
  return `${expected.length} metrics of service ${service}, each with all its labels`;
}

async function problemWith(
  prometheus: PrometheusClient,
  metric: BoundMetric,
  service: string,
): Promise<string[]> {
  const name = seriesName(metric);
  const found = await prometheus.query(`${name}{job="${GATEWAY_JOB}",service="${service}"}`);
  if (found.length === 0) return [`${name} (${metric.id}) has no series`];
  const labels = Object.values(metric.labels);
  const missing = labels.filter((label) => !found.every((series) => label in series.labels));
  return missing.length === 0 ? [] : [`${name} (${metric.id}) lacks the label ${missing.join(', ')}`];
}
