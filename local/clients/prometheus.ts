import { getJson } from './json';

/** One series of an instant or range query; a range result is reduced to all its samples. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  /** Values in time order. NaN and infinities are kept. */
  readonly values: readonly number[];
}

/** A series with its samples as they were scraped. */
export interface RawSamples {
  readonly labels: Readonly<Record<string, string>>;
  /** In time order; Unix time in seconds, value. */
  readonly samples: readonly (readonly [at: number, value: number])[];
}

export interface Target {
  readonly job: string;
  readonly instance: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly health: 'up' | 'down' | 'unknown';
  readonly lastError: string;
}

export interface Rule {
  readonly name: string;
  readonly type: 'alerting' | 'recording';
  readonly health: string;
  readonly lastError: string;
  readonly state: 'inactive' | 'pending' | 'firing' | undefined;
}

/** An instance of an alert. */
export interface RuleAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly state: 'pending' | 'firing';
  /** When its condition began to hold, RFC 3339. */
  readonly activeAt: string;
}

interface Answer<T> {
  readonly data: T;
}
interface RawSeries {
  readonly metric: Record<string, string>;
  readonly value?: [number, string];
  readonly values?: [number, string][];
}
/** A check is over long before. */
const SERIES_WINDOW_SECONDS = 3600;
/** A check is over long before. */
const EXEMPLAR_WINDOW_SECONDS = 600;

interface RawExemplars {
  readonly exemplars: readonly { readonly labels: Record<string, string> }[];
}
interface RawTarget {
  readonly labels: Record<string, string>;
  readonly health: Target['health'];
  readonly lastError: string;
}

/** The Prometheus HTTP API, as far as proofs and the live view need it. */
export interface PrometheusClient {
  query(expr: string): Promise<readonly Series[]>;
  /** Labels of every series that a selector matches and that had a sample in the last hour. */
  series(selector: string): Promise<readonly Readonly<Record<string, string>>[]>;
  /** Every sample of the last `seconds` that a selector matches. */
  rawSamples(selector: string, seconds: number): Promise<readonly RawSamples[]>;
  queryRange(expr: string, range: { start: number; end: number; step: number }): Promise<readonly Series[]>;
  /** Labels of the exemplars of the last ten minutes, oldest first within each series. */
  exemplars(selector: string): Promise<readonly Readonly<Record<string, string>>[]>;
  targets(): Promise<readonly Target[]>;
  rules(): Promise<readonly Rule[]>;
  /** Alerts that are pending or firing now, one for each label set. */
  alerts(): Promise<readonly RuleAlert[]>;
}

export function prometheusClient(baseUrl: string): PrometheusClient {
  const api = <T>(path: string, parameters: Record<string, string> = {}): Promise<T> => {
    const query = new URLSearchParams(parameters).toString();
    return getJson<Answer<T>>(`${baseUrl}/api/v1/${path}${query === '' ? '' : `?${query}`}`).then(
      (answer) => answer.data,
    );
  };
  return {
    query: async (expr) => series(await api('query', { query: expr })),
    series: (selector) => {
      const start = Date.now() / 1000 - SERIES_WINDOW_SECONDS;
      return api('series', { 'match[]': selector, start: String(start) });
    },
    rawSamples: async (selector, seconds) => {
      const { result } = await api<{ result: RawSeries[] }>('query', { query: `${selector}[${seconds}s]` });
      return result.map(({ metric, values = [] }) => ({
        labels: metric,
        samples: values.map(([at, value]) => [at, toNumber(value)] as const),
      }));
    },
    queryRange: async (expr, { start, end, step }) =>
      series(
        await api('query_range', { query: expr, start: String(start), end: String(end), step: String(step) }),
      ),
    exemplars: async (selector) => {
      const now = Date.now() / 1000;
      const range = { start: String(now - EXEMPLAR_WINDOW_SECONDS), end: String(now) };
      const found = await api<RawExemplars[]>('query_exemplars', { query: selector, ...range });
      return found.flatMap(({ exemplars }) => exemplars.map(({ labels }) => labels));
    },
    targets: async () => {
      const { activeTargets } = await api<{ activeTargets: RawTarget[] }>('targets', { state: 'active' });
      return activeTargets.map(({ labels, health, lastError }) => ({
        job: labels.job ?? '',
        instance: labels.instance ?? '',
        labels,
        health,
        lastError,
      }));
    },
    alerts: async () => (await api<{ alerts: RuleAlert[] }>('alerts')).alerts,
    rules: async () => {
      const { groups } = await api<{ groups: { rules: (Rule & { state?: Rule['state'] })[] }[] }>('rules');
      return groups.flatMap((group) =>
        group.rules.map((rule) => ({ ...rule, lastError: rule.lastError ?? '', state: rule.state })),
      );
    },
  };
}

function series(data: { result: RawSeries[] | [number, string]; resultType: string }): readonly Series[] {
  if (data.resultType === 'scalar') {
    return [{ labels: {}, values: [Number((data.result as [number, string])[1])] }];
  }
  return (data.result as RawSeries[]).map(({ metric, value, values }) => ({
    labels: metric,
    values: (values ?? (value === undefined ? [] : [value])).map(([, sample]) => toNumber(sample)),
  }));
}

/** Prometheus spells the infinities `+Inf` and `-Inf`, which `Number` does not read. */
function toNumber(sample: string): number {
  if (sample === '+Inf') return Infinity;
  if (sample === '-Inf') return -Infinity;
  return Number(sample);
}
