import type { PrometheusClient } from '../clients/prometheus';
import { eventually } from './eventually';

/**
 * Every scrape target that Prometheus knows is up, and there is at least one for each job expected.
 * @returns the evidence
 * @throws Error naming the targets that are down, with their last error
 */
export async function proveTargets(
  prometheus: PrometheusClient,
  jobs: readonly string[],
  timeoutMs: number,
): Promise<string> {
  let reason = '';
  const targets = await eventually(
    async () => {
      const found = await prometheus.targets();
      const down = found.filter(({ health }) => health !== 'up');
      const missing = jobs.filter((job) => !found.some((target) => target.job === job));
      reason = [
        ...missing.map((job) => `no target for job ${job}`),
        ...down.map(
          ({ job, instance, lastError }) => `${job} ${instance}: ${lastError || 'not scraped yet'}`,
        ),
      ].join('; ');
      return reason === '' ? found : undefined;
    },
    { what: 'all scrape targets to be up', timeoutMs },
  ).catch((error: Error) => {
    throw new Error(`${error.message}: ${reason}`);
  });
  return `${targets.length} up: ${targets.map(({ job, labels }) => labels.service ?? job).join(', ')}`;
}
