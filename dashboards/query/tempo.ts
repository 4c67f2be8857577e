import { type FoundTrace } from './answer';
import { getJson } from './http';
import { type TimeRange } from './range';

interface Found {
  readonly traces?: readonly {
    readonly traceID: string;
    readonly rootServiceName?: string;
    readonly rootTraceName?: string;
    readonly startTimeUnixNano: string;
    readonly durationMs?: number;
  }[];
}

/** The first version of Tempo that answers TraceQL; older ones ignore the query and return any trace. */
const TRACEQL_SINCE = 2;

/**
 * Traces that a TraceQL query finds, newest first.
 * @throws Error if this Tempo is too old for TraceQL, refuses the query or does not answer
 */
export async function searchTempo(
  base: string,
  query: string,
  { from, to }: TimeRange,
  limit: number,
): Promise<readonly FoundTrace[]> {
  const { version } = await getJson<{ version: string }>(base, '/api/status/buildinfo').catch(() => ({
    version: '1',
  }));
  if (Number.parseInt(version, 10) < TRACEQL_SINCE) {
    throw new Error(`TraceQL needs Tempo ${TRACEQL_SINCE}.0 or newer, and this one is older: not asked`);
  }
  const found = await getJson<Found>(base, '/api/search', {
    q: query,
    start: String(Math.floor(from)),
    end: String(Math.ceil(to)),
    limit: String(limit),
  });
  return (found.traces ?? [])
    .map(({ traceID, rootServiceName = '', rootTraceName = '', startTimeUnixNano, durationMs = 0 }) => ({
      traceId: traceID,
      service: rootServiceName,
      name: rootTraceName,
      at: Number(startTimeUnixNano) / 1e6,
      milliseconds: durationMs,
    }))
    .sort((a, b) => b.at - a.at);
}
