import { prometheusClient } from '../clients/prometheus';
import { ask, type SeedCheck } from './seed-check';

/** Prometheus says that it is healthy. */
export const prometheusHealthy = (lines: string): SeedCheck => ({
  id: 'prometheus-healthy',
  name: 'GET /-/healthy of Prometheus',
  lines,
  run: async ({ endpoints }) =>
    (await ask(`${endpoints.prometheus}/-/healthy`, { contentType: 'text/plain; charset=utf-8' })).trim(),
});

/** Every target of a job is up. */
export function targetUp(job: string, lines: string): SeedCheck {
  return {
    id: `up-${job}`,
    name: `Prometheus shows ${job} as up`,
    lines,
    run: async ({ endpoints }) => {
      const targets = await prometheusClient(endpoints.prometheus).targets();
      const found = targets.filter((target) => target.job === job);
      if (found.length > 0 && found.every(({ health }) => health === 'up')) return `${found.length} up`;
      throw new Error(
        found.map(({ instance, health }) => `${instance} is ${health}`).join('; ') || 'no target',
      );
    },
  };
}

/** A query has a value. */
export function hasData(id: string, name: string, lines: string, query: string): SeedCheck {
  return {
    id,
    name,
    lines,
    run: async ({ endpoints }) => {
      const series = await prometheusClient(endpoints.prometheus).query(query);
      const values = series.flatMap((one) => one.values).filter(Number.isFinite);
      if (values.length === 0) throw new Error(`no data for ${query}`);
      return `${values.length} values`;
    },
  };
}
