import { datasources } from '../../dashboards/provisioning/datasources';
import { DATASOURCES } from '../../instrumentation/contract';
import { queryLogs } from '../clients/loki';
import { spansOfTrace } from '../clients/tempo';
import type { RunningStack } from '../running-stack';
import { eventually } from './eventually';

/** What Grafana is told about the way from a span to its lines. */
interface SpanToLogs {
  readonly datasourceUid: string;
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  readonly query: string;
}
/** What Grafana is told about the way from a line to its trace. */
interface LineToTrace {
  readonly datasourceUid: string;
  readonly matcherType: string;
  readonly matcherRegex: string;
}

/**
 * The links of the provisioned data sources lead from a span to its lines, and from such a line back to the trace: what
 * Explore in Grafana offers, carried out on Tempo and Loki.
 * @throws Error naming the link that leads nowhere
 */
export async function proveCorrelation(
  stack: RunningStack,
  traceId: string,
  timeoutMs: number,
): Promise<string> {
  const { endpoints, services } = stack;
  const sources = datasources(endpoints, `${stack.scrapeIntervalSeconds}s`, stack.binding);
  const dataOf = (uid: string): unknown => sources.find((source) => source.uid === uid)?.jsonData;
  const { tracesToLogsV2: toLogs } = dataOf(DATASOURCES.tempo) as { tracesToLogsV2: SpanToLogs };
  const { derivedFields } = dataOf(DATASOURCES.loki) as { derivedFields: readonly LineToTrace[] };
  const back = derivedFields.find(({ datasourceUid }) => datasourceUid === DATASOURCES.tempo);
  if (toLogs.datasourceUid !== DATASOURCES.loki || back?.matcherType !== 'label') {
    throw new Error('the data sources of Tempo and Loki do not lead to each other');
  }
  return eventually(
    async () => {
      const span = (await spansOfTrace(endpoints.tempo, traceId)).find(
        ({ service }) => service === services.gateway,
      );
      if (span === undefined) throw new Error(`Tempo has no span of ${services.gateway} in trace ${traceId}`);
      const query = logsQuery(toLogs, span.resource, traceId);
      const [line] = await queryLogs(endpoints.loki, query);
      if (line === undefined) throw new Error(`Loki has no line for ${query}`);
      const id = line.labels[back.matcherRegex] ?? '';
      const trace = await spansOfTrace(endpoints.tempo, id);
      if (trace.length === 0) throw new Error(`the line's ${back.matcherRegex} "${id}" is no trace in Tempo`);
      return `span ${span.name} -> ${query} -> "${line.line.slice(0, 40)}" -> trace ${id}`;
    },
    { what: 'the links between traces and logs', timeoutMs },
  );
}

/** The query with its variables replaced, as Grafana does it. */
function logsQuery(
  { tags, query }: SpanToLogs,
  resource: Readonly<Record<string, string>>,
  traceId: string,
): string {
  const matchers = tags.map(({ key, value }) => `${value}="${resource[key] ?? ''}"`).join(', ');
  return query.replaceAll('${__tags}', matchers).replaceAll('${__trace.traceId}', traceId);
}
