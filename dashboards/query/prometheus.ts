import { type Exemplar, type Point, type Series } from './answer';
import { getJson } from './http';
import { type TimeRange } from './range';

interface RawSeries {
  readonly metric: Record<string, string>;
  readonly value?: [number, string];
  readonly values?: [number, string][];
  readonly histogram?: unknown;
}
interface Data {
  readonly data: { readonly resultType: string; readonly result: RawSeries[] | [number, string] };
}
interface RawExemplars {
  readonly data: {
    readonly exemplars: { labels: Record<string, string>; value: string; timestamp: number }[];
  }[];
}

/** @throws Error if Prometheus refuses the expression or does not answer */
export async function queryRange(
  base: string,
  query: string,
  { from, to }: TimeRange,
  step: number,
): Promise<readonly Series[]> {
  // Grafana aligns the range to the step, so that points stay where they are from one refresh to the next.
  const [start, end] = [Math.floor(from / step) * step, Math.floor(to / step) * step];
  const parameters = { query, start: String(start), end: String(end), step: String(step) };
  return seriesOf(await getJson<Data>(base, '/api/v1/query_range', parameters));
}

/** The value at a moment, Unix time in seconds. @throws like {@link queryRange} */
export async function queryInstant(base: string, query: string, at: number): Promise<readonly Series[]> {
  return seriesOf(await getJson<Data>(base, '/api/v1/query', { query, time: String(at) }));
}

/** Exemplars of the series that the query reads, oldest first. @throws like {@link queryRange} */
export async function queryExemplars(
  base: string,
  query: string,
  { from, to }: TimeRange,
): Promise<readonly Exemplar[]> {
  const { data } = await getJson<RawExemplars>(base, '/api/v1/query_exemplars', {
    query,
    start: String(from),
    end: String(to),
  });
  return data
    .flatMap(({ exemplars }) => exemplars)
    .map(({ labels, value, timestamp }) => ({ labels, value: toNumber(value), at: timestamp * 1000 }))
    .sort((a, b) => a.at - b.at);
}

/** Values of a label in the series that the selector matches, sorted. @throws like {@link queryRange} */
export async function labelValues(
  base: string,
  label: string,
  selector: string | undefined,
  { from, to }: TimeRange,
): Promise<readonly string[]> {
  const { data } = await getJson<{ data: string[] }>(base, `/api/v1/label/${label}/values`, {
    ...(selector === undefined ? {} : { 'match[]': selector }),
    start: String(from),
    end: String(to),
  });
  return data;
}

function seriesOf({ data: { resultType, result } }: Data): readonly Series[] {
  if (resultType === 'scalar') return [{ labels: {}, points: [toPoint(result as [number, string])] }];
  return (result as RawSeries[]).map(({ metric, value, values }) => ({
    labels: metric,
    points: (values ?? (value === undefined ? [] : [value])).map(toPoint),
  }));
}

function toPoint([at, value]: [number, string]): Point {
  return [at * 1000, toNumber(value)];
}

/** Prometheus spells the infinities `+Inf` and `-Inf`, which `Number` does not read. */
function toNumber(sample: string): number {
  if (sample === '+Inf') return Infinity;
  if (sample === '-Inf') return -Infinity;
  return Number(sample);
}
