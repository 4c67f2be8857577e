import type { AlertGroup } from '../../alerts';
import type { PrometheusClient } from '../clients/prometheus';
import { eventually } from './eventually';

/**
 * Prometheus has loaded exactly the rules that were generated, and has evaluated each without an error.
 * @throws Error naming rules that are missing, unknown or unhealthy
 */
export async function proveRules(
  prometheus: PrometheusClient,
  groups: readonly AlertGroup[],
  timeoutMs: number,
): Promise<string> {
  const expected = groups.flatMap(({ records = [], rules }) => [
    ...records.map(({ record }) => record),
    ...rules.map(({ alert }) => alert),
  ]);
  let problems: string[] = [];
  await eventually(
    async () => {
      const loaded = await prometheus.rules();
      const names = new Set(loaded.map(({ name }) => name));
      problems = [
        ...expected.filter((name) => !names.has(name)).map((name) => `${name} is not loaded`),
        ...[...names].filter((name) => !expected.includes(name)).map((name) => `${name} is not ours`),
        ...loaded
          .filter(({ health }) => health !== 'ok')
          .map(({ name, health, lastError }) => `${name} is ${health}: ${lastError}`),
      ];
      return problems.length === 0 ? true : undefined;
    },
    { what: 'every rule to be loaded and healthy', timeoutMs },
  ).catch(() => {
    throw new Error(problems.join('; '));
  });
  return `${expected.length} loaded and healthy`;
}
