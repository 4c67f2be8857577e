import { randomBytes } from 'node:crypto';
import { GATEWAY } from '../../examples/frame';
import { queryLogs } from '../clients/loki';
import { eventually } from '../proofs/eventually';
import { ask, type SeedCheck } from './seed-check';

/** Log records are exported in batches. */
const STORED_WITHIN_MS = 20_000;
const SELECTOR = '{job="gatewayz-api"}';

/** A request to the gateway's health gives a line in the log with the id of its trace. */
export const logsOfHealth: SeedCheck = {
  id: 'health',
  name: 'GET /health of the gateway, and the line that it gives in Loki',
  lines: '349, 352',
  run: async ({ at, endpoints }) => {
    const traceId = randomBytes(16).toString('hex');
    const body = await ask(`${at.url(GATEWAY)}/health`, {
      contentType: 'application/json; charset=utf-8',
      headers: { traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01` },
    });
    const query = `${SELECTOR} | trace_id="${traceId}"`;
    return eventually(
      async () => {
        const [found] = await queryLogs(endpoints.loki, query);
        return found === undefined ? undefined : `${body.slice(0, 60)}; its line: ${found.line.slice(0, 60)}`;
      },
      { what: `a line for ${query}`, timeoutMs: STORED_WITHIN_MS },
    );
  },
};

/** Loki answers questions for lines as a range only; as an instant, as the text asks, it says so. */
export const logLines: SeedCheck = {
  id: 'log-lines',
  name: `lines of ${SELECTOR} in Loki hold a trace id; an instant query for lines is refused with that reason`,
  lines: '352',
  run: async ({ endpoints }) => {
    const query = new URLSearchParams({ query: SELECTOR }).toString();
    const instant = await fetch(`${endpoints.loki}/loki/api/v1/query?${query}`);
    const reason = await instant.text();
    if (instant.status !== 400 || !reason.includes('range query')) {
      throw new Error(`an instant query was answered with ${instant.status} ${reason.slice(0, 120)}`);
    }
    const url = `${endpoints.loki}/loki/api/v1/query_range?${query}`;
    const { data } = JSON.parse(await ask(url, { contentType: 'application/json; charset=UTF-8' })) as {
      data: { result: { stream: Record<string, string>; values: [string, string][] }[] };
    };
    const lines = data.result.flatMap(({ stream, values }) =>
      values.map(([, line]) => line.includes('trace_id') || 'trace_id' in stream),
    );
    const withId = lines.filter(Boolean).length;
    if (withId === 0) throw new Error(`${lines.length} lines, none with a trace id`);
    return `${withId} of ${lines.length} lines`;
  },
};
