import { getJson } from './json';

/** One log line with its stream's labels and structured metadata. */
export interface LogLine {
  readonly labels: Readonly<Record<string, string>>;
  readonly line: string;
}

interface RawAnswer {
  readonly data: {
    readonly resultType: string;
    readonly result: {
      readonly stream?: Record<string, string>;
      readonly metric?: Record<string, string>;
      readonly values: [string, string][];
    }[];
  };
}

/** Log lines, or samples of a metric query as lines, of the last `minutes`; newest first. */
export async function queryLogs(lokiUrl: string, logql: string, minutes = 15): Promise<readonly LogLine[]> {
  const start = (BigInt(Date.now()) - BigInt(minutes) * 60_000n) * 1_000_000n;
  const parameters = new URLSearchParams({ query: logql, start: String(start), limit: '100' });
  const answer = await getJson<RawAnswer>(`${lokiUrl}/loki/api/v1/query_range?${parameters.toString()}`);
  return answer.data.result.flatMap(({ stream, metric, values }) =>
    values.map(([, line]) => ({ labels: stream ?? metric ?? {}, line })),
  );
}
