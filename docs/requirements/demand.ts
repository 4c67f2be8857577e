import type { Kind } from './kinds';

/** Beginning of the demand of a metric: its type and its exposed name. */
export interface MetricDemand {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly name: string;
}

/** Beginning of the demand of a label set: `name{a,b=x|y,c="constant"}`. */
export interface LabelSetDemand {
  readonly name: string;
  /** By label name: nothing, the values that the label has, or its constant value. */
  readonly labels: ReadonlyMap<string, LabelDemand>;
  /** False: the metric may have more labels. */
  readonly exactly: boolean;
}

export interface LabelDemand {
  readonly values?: readonly string[];
  readonly constant?: string;
}

/** Beginning of the demand of buckets: a name and upper bounds. */
export interface BucketsDemand {
  readonly name: string;
  readonly bounds: readonly number[];
  readonly exactly: boolean;
}

/** Beginning of the demand of an endpoint: method, path, query, status and content type. */
export interface EndpointDemand {
  readonly method: string;
  readonly path: string;
  readonly query: string | undefined;
  readonly status: number;
  readonly contentType: string;
  /** Fields, body and whatever else is said. */
  readonly rest: string;
}

const METRIC = /^(counter|gauge|histogram) `([^`]+)`: ./;
const LABEL_SET = /^`([^`{]+)\{([^`}]*)\}` (and no other label|has no labels|at least)/;
const LABEL = /^([a-zA-Z_]\w*)(?:="([^"]*)"|=([^"]+))?$/;
const BUCKETS = /^`([^`]+)` le (exactly|at least) ([\d.]+(?:, [\d.]+)*)/;
const ENDPOINT = /^(GET|POST|PUT|DELETE) `([^`]+)`(?: query (.+?))? -> (\d{3}) `([^`]+)`; (.+)$/;

/** The demand of a metric, or undefined if it does not begin as one. */
export function metricDemand(demand: string): MetricDemand | undefined {
  const [, type, name] = METRIC.exec(demand) ?? [];
  return name === undefined ? undefined : { type: type as MetricDemand['type'], name };
}

/** The demand of a label set, or undefined if it does not begin as one. */
export function labelSetDemand(demand: string): LabelSetDemand | undefined {
  const [, name, inner, extent] = LABEL_SET.exec(demand) ?? [];
  if (name === undefined) return undefined;
  const parts = inner === '' ? [] : (inner ?? '').split(',').map((part) => LABEL.exec(part));
  if (parts.includes(null) || (extent === 'has no labels') !== (parts.length === 0)) return undefined;
  const labels = parts.map((part): [string, LabelDemand] => {
    const [, label, constant, values] = part ?? [];
    return [
      label ?? '',
      {
        ...(constant === undefined ? {} : { constant }),
        ...(values === undefined ? {} : { values: values.split('|') }),
      },
    ];
  });
  return { name, labels: new Map(labels), exactly: extent !== 'at least' };
}

/** The demand of buckets, or undefined if it does not begin as one. */
export function bucketsDemand(demand: string): BucketsDemand | undefined {
  const [, name, extent, bounds] = BUCKETS.exec(demand) ?? [];
  if (name === undefined || bounds === undefined) return undefined;
  return { name, bounds: bounds.split(', ').map(Number), exactly: extent === 'exactly' };
}

/** The demand of an endpoint, or undefined if it does not begin as one. */
export function endpointDemand(demand: string): EndpointDemand | undefined {
  const [, method, path, query, status, contentType, rest] = ENDPOINT.exec(demand) ?? [];
  if (method === undefined || path === undefined || contentType === undefined) return undefined;
  return { method, path, query, status: Number(status), contentType, rest: rest ?? '' };
}

/** What each kind has to begin with or to hold, and how to say so. */
const FORMS: Readonly<Partial<Record<Kind, readonly [ok: (demand: string) => boolean, form: string]>>> = {
  metric: [(demand) => metricDemand(demand) !== undefined, 'counter|gauge|histogram `name`: meaning'],
  'label set': [
    (demand) => labelSetDemand(demand) !== undefined,
    '`name{label,label=value|value,label="constant"}` and no other label | at least; or `name{}` has no labels',
  ],
  buckets: [(demand) => bucketsDemand(demand) !== undefined, '`name` le exactly|at least 0.1, 0.5, …'],
  endpoint: [
    (demand) => endpointDemand(demand) !== undefined,
    'METHOD `path` [query …] -> status `content type`; fields or body',
  ],
  variable: [(demand) => /^`[A-Z][A-Z0-9_]*`: ./.test(demand), '`NAME`: meaning'],
  'log key': [(demand) => /^`\w+`: ./.test(demand), '`key`: meaning'],
  'resource or span attribute': [
    (demand) => /attribute `[^`]+`/.test(demand),
    'resource|span attribute `name` …',
  ],
  function: [(demand) => /^`[^`]+`: ./.test(demand), '`name`: what it does'],
  'job and interval': [
    (demand) => /\d+s|\d+ s|scrapes|labels/.test(demand),
    'job `name` scrapes … every 15s',
  ],
  alert: [
    (demand) => /^`[A-Z]\w+` severity (critical|high|medium|warning|low|info): ./.test(demand),
    '`Name` severity critical|high|medium|warning|low|info: condition',
  ],
  number: [(demand) => /\d/.test(demand), 'a sentence with the number'],
};

/** Why a demand is not of the form of its kind, or undefined if it is. */
export function demandProblem(kind: Kind, demand: string): string | undefined {
  const [ok, form] = FORMS[kind] ?? [];
  return ok === undefined || ok(demand) ? undefined : `demand of kind "${kind}" must have the form: ${form}`;
}
