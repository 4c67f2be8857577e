import { type Answer } from './answer';
import { getJson } from './http';
import { type TimeRange } from './range';

interface Data {
  readonly data: {
    readonly resultType: string;
    readonly result: {
      readonly stream?: Record<string, string>;
      readonly metric?: Record<string, string>;
      readonly values: [string | number, string][];
    }[];
  };
}

const NANOSECONDS_PER_MILLISECOND = 1e6;

/**
 * Log lines, newest first, or the series of a LogQL query that counts.
 * @param limit lines at most
 * @throws Error if Loki refuses the query or does not answer
 */
export async function queryLoki(
  base: string,
  query: string,
  { from, to }: TimeRange,
  step: number,
  limit: number,
): Promise<Answer> {
  const { data } = await getJson<Data>(base, '/loki/api/v1/query_range', {
    query,
    start: String(from),
    end: String(to),
    step: String(step),
    limit: String(limit),
    direction: 'backward',
  });
  if (data.resultType === 'matrix') {
    const series = data.result.map(({ metric = {}, values }) => ({
      labels: metric,
      points: values.map(([at, value]) => [Number(at) * 1000, Number(value)] as const),
    }));
    return { kind: 'series', series, exemplars: [] };
  }
  const lines = data.result.flatMap(({ stream = {}, values }) =>
    values.map(([at, line]) => ({ at: Number(at) / NANOSECONDS_PER_MILLISECOND, labels: stream, line })),
  );
  return { kind: 'lines', lines: lines.sort((a, b) => b.at - a.at).slice(0, limit) };
}
