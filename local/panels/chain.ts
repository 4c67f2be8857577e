import {
  ask,
  type Answer,
  type Asking,
  type Board,
  datasources,
  panels,
  resolveVariables,
  type Target,
  targets,
  timeRange,
  variableValues,
  shownCount,
} from '../../dashboards';
import { TRACE_ID_LABEL } from '../../instrumentation/contract';
import { queryLogs } from '../clients/loki';
import { spansOfTrace } from '../clients/tempo';
import { eventually } from '../proofs/eventually';
import { type RunningStack, type WebhookDelivery } from '../running-stack';
import { askingOf } from './ask-targets';

type ReceivedAlert = WebhookDelivery['alerts'][number];

/** Spans and lines are batched on their way. */
const PATIENCE_MS = 30_000;

/** What the way from an alert to a log line came to. */
export interface Chain {
  readonly alert: string;
  readonly ok: boolean;
  /** The steps that were taken; the last one names what is missing where the way ends. */
  readonly steps: readonly string[];
}

/** Firing alerts that the receiver got and whose page is a board that watches them; each name once. */
export function alertsWithBoards(stack: RunningStack): readonly ReceivedAlert[] {
  const firing = stack.webhook
    .received()
    .flatMap(({ alerts }) => alerts)
    .filter(
      ({ status, annotations }) => status === 'firing' && boardOf(stack, annotations['dashboard_url'] ?? ''),
    );
  return [...new Map(firing.map((alert) => [alert.labels['alertname'], alert])).values()].filter((alert) => {
    const board = boardOf(stack, alert.annotations['dashboard_url'] ?? '')!;
    return watching(board, alert.labels['alertname'] ?? '').length > 0;
  });
}

/** Walks the way that somebody goes who got the alert: board, panel, exemplar, trace, log line, and back. */
export async function chainOf(stack: RunningStack, alert: ReceivedAlert): Promise<Chain> {
  const steps: string[] = [];
  const name = alert.labels['alertname'] ?? '';
  try {
    await walk(stack, alert, (step) => void steps.push(step));
    return { alert: name, ok: true, steps };
  } catch (error) {
    return { alert: name, ok: false, steps: [...steps, (error as Error).message] };
  }
}

async function walk(stack: RunningStack, alert: ReceivedAlert, done: (step: string) => void): Promise<void> {
  const url = new URL(alert.annotations['dashboard_url'] ?? '');
  const board = boardOf(stack, url.href);
  if (board === undefined) throw new Error(`${url.href} leads to no board`);
  const { choice, asking } = await opened(stack, board, url);
  done(`board ${board.uid} with ${JSON.stringify(choice)}`);

  const watched = watching(board, alert.labels['alertname'] ?? '');
  const seen = await Promise.all(watched.map((target) => ask(target, asking)));
  const values = seen.reduce((sum, answer) => sum + shownCount(answer), 0);
  if (values === 0) throw new Error(`its panel "${watched[0]!.panelTitle}" has no data`);
  done(`panel "${watched[0]!.panelTitle}" with ${values} values`);

  const { traceId, services } = await eventually(() => traceOfExemplar(stack, board, asking), {
    what: `an exemplar on board ${board.uid} whose trace is in Tempo`,
    timeoutMs: PATIENCE_MS,
  });
  done(`exemplar's trace ${traceId} of ${services.join(', ')} in Tempo`);
  done(await logsOfTrace(stack, traceId, services));
  done(await metricsOfTrace(stack, services, asking));
}

/** The board as the link opens it. @throws Error if a variable of the link is not the board's, or its range is empty */
async function opened(stack: RunningStack, board: Board, url: URL) {
  const names = [...url.searchParams.keys()].filter((name) => name.startsWith('var-'));
  const choice = Object.fromEntries(
    names.map((name) => [name.slice('var-'.length), url.searchParams.getAll(name)]),
  );
  const range = timeRange(
    url.searchParams.get('from') ?? '',
    url.searchParams.get('to') ?? '',
    Date.now() / 1000,
  );
  const around = { ...askingOf(stack, range.to - range.from), range };
  const variables = await resolveVariables(board, choice, around);
  for (const [name, chosen] of Object.entries(choice)) {
    const offered = variables.find((variable) => variable.name === name)?.options;
    if (offered === undefined)
      throw new Error(`the link sets ${name}, which board ${board.uid} does not have`);
    const unknown = chosen.filter((value) => !offered.includes(value));
    if (unknown.length > 0) {
      throw new Error(
        `the link chooses ${name}=${unknown.join(', ')}, and the board offers ${offered.join(', ')}`,
      );
    }
  }
  return { choice, asking: { ...around, variables: variableValues(board, variables) } };
}

function boardOf(stack: RunningStack, url: string): Board | undefined {
  const [, uid] = /\/d\/([^?/]+)/.exec(url) ?? [];
  return stack.boards.find((board) => board.uid === uid);
}

/** Queries of the panels that carry the link to the alert. */
function watching(board: Board, alert: string): readonly Target[] {
  const ids = panels(board.model)
    .filter(({ links = [] }) => links.some(({ title }) => title === `Alert: ${alert}`))
    .map(({ id }) => id);
  return targets(board).filter(
    ({ panelId, datasource }) => ids.includes(panelId) && datasource === 'prometheus',
  );
}

async function traceOfExemplar(stack: RunningStack, board: Board, asking: Asking) {
  const asked = targets(board).filter(({ exemplar }) => exemplar);
  const answers = await Promise.all(asked.map((target) => ask(target, asking)));
  const ids = answers
    .flatMap((answer: Answer) => (answer.kind === 'series' ? answer.exemplars : []))
    .map(({ labels }) => labels[TRACE_ID_LABEL])
    .filter((id) => id !== undefined);
  for (const traceId of ids.slice(-MOST_TRIED).reverse()) {
    const spans = await spansOfTrace(stack.endpoints.tempo, traceId);
    const services = [...new Set(spans.map(({ service }) => service))];
    if (services.length > 0) return { traceId, services };
  }
  return undefined;
}

const MOST_TRIED = 10;

function jsonData(stack: RunningStack, type: string): Readonly<Record<string, unknown>> {
  const { prometheus, tempo, loki, alertmanager } = stack.endpoints;
  const all = datasources(
    { prometheus, tempo, loki, alertmanager },
    `${stack.scrapeIntervalSeconds}s`,
    stack.binding,
  );
  return all.find((source) => source.type === type)!.jsonData as Readonly<Record<string, unknown>>;
}

/** The queries that the links of the trace's spans to their logs make, and that a line leads back to the trace. */
async function logsOfTrace(
  stack: RunningStack,
  traceId: string,
  services: readonly string[],
): Promise<string> {
  const { query, tags } = jsonData(stack, 'tempo')['tracesToLogsV2'] as {
    query: string;
    tags: { key: string; value: string }[];
  };
  const logql = services.map((service) =>
    query.replace('${__tags}', `${tags[0]!.value}="${service}"`).replace('${__trace.traceId}', traceId),
  );
  // Not every service of an example writes logs.
  const lines = await eventually(
    async () => {
      const found = await Promise.all(logql.map((each) => queryLogs(stack.endpoints.loki, each)));
      return found.flat().length > 0 ? found.flat() : undefined;
    },
    { what: `a log line for ${logql.join(' or ')}`, timeoutMs: PATIENCE_MS },
  );
  const [derived] = jsonData(stack, 'loki')['derivedFields'] as { matcherRegex: string }[];
  const back = lines.filter(({ labels }) => labels[derived!.matcherRegex] === traceId);
  if (back.length === 0)
    throw new Error(`no line of the trace has the label ${derived!.matcherRegex}, which leads back`);
  return `${lines.length} log line(s), which lead back by ${derived!.matcherRegex}`;
}

/** The queries that the links of the trace's spans to metrics make: each has data for one of its services. */
async function metricsOfTrace(
  stack: RunningStack,
  services: readonly string[],
  asking: Asking,
): Promise<string> {
  const { queries } = jsonData(stack, 'tempo')['tracesToMetrics'] as {
    queries: { name: string; query: string }[];
  };
  const found = queries.map(async ({ name, query }) => {
    const counts = services.map(async (service) => {
      const expr = query.replaceAll('$__tags', `service="${service}"`);
      const target = { expr, datasource: 'prometheus', mode: 'range', exemplar: false } as const;
      return shownCount(await ask(target, asking));
    });
    if ((await Promise.all(counts)).every((count) => count === 0)) {
      throw new Error(`"${name}" has no data for ${services.join(', ')}: ${query}`);
    }
    return name;
  });
  return `from the trace to ${(await Promise.all(found)).join(', ')}`;
}
