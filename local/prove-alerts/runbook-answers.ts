import { readRunbooks } from '../../alerts/runbooks/runbook';
import type { PrometheusClient } from '../clients/prometheus';

/** How many queries a runbook has, and which of them returned nothing. */
export interface RunbookAnswers {
  readonly asked: number;
  readonly answered: number;
  readonly silent: readonly string[];
}

/** Runs the queries of an alert's runbook. A query that Prometheus refuses counts as silent. */
export async function runbookAnswers(alert: string, prometheus: PrometheusClient): Promise<RunbookAnswers> {
  const queries = readRunbooks().find((runbook) => runbook.alert === alert)?.queries ?? [];
  const answers = await Promise.all(
    queries.map(async (query) => ({
      query,
      hasData: await prometheus.query(query).then(
        (series) => series.length > 0,
        () => false,
      ),
    })),
  );
  const silent = answers.filter(({ hasData }) => !hasData).map(({ query }) => query);
  return { asked: queries.length, answered: queries.length - silent.length, silent };
}
