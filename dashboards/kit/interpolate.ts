import { type DatasourceKind } from './board';
import { type Duration, seconds } from './duration';

/**
 * Values of board variables by name. A string is inserted as it is, as Grafana does with the custom value of "All";
 * a list is what a user chose, and is escaped and joined for the datasource.
 */
export type VariableValues = Readonly<Record<string, string | readonly string[]>>;

/** Durations that Grafana derives from the board's range, the panel's width and the datasource's scrape interval. */
export interface QueryTime {
  /** `$__rate_interval` */
  readonly rateInterval: Duration;
  /** `$__interval`, and `$__auto` of a range query: the step. */
  readonly interval: Duration;
  /** `$__range` */
  readonly range: Duration;
}

const VARIABLE =
  /\$\{(?<braced>\w+)(?::(?<format>\w+))?\}|\[\[(?<square>\w+)(?::(?<squareFormat>\w+))?\]\]|\$(?<plain>\w+)/g;

/**
 * The query with its variables filled in as Grafana fills them in.
 * @throws Error naming the variables that have no value and the formats that are not known, all at once
 */
export function interpolate(
  expr: string,
  variables: VariableValues,
  time: QueryTime,
  datasource: DatasourceKind = 'prometheus',
): string {
  const values: VariableValues = { ...builtIn(time), ...variables };
  const problems: string[] = [];
  const text = expr.replace(VARIABLE, (whole, ...rest: unknown[]) => {
    const groups = rest.at(-1) as Readonly<Record<string, string | undefined>>;
    const name = groups['braced'] ?? groups['square'] ?? groups['plain'] ?? '';
    const format = groups['format'] ?? groups['squareFormat'] ?? datasource;
    const value = values[name];
    const write = FORMATS[format];
    if (value === undefined)
      problems.push(`variable "${name}" has no value; known are: ${Object.keys(values).join(', ')}`);
    if (write === undefined)
      problems.push(
        `format "${format}" of "${whole}" is not known; known are: ${Object.keys(FORMATS).join(', ')}`,
      );
    if (value === undefined || write === undefined) return whole;
    return typeof value === 'string' ? value : write(value);
  });
  if (problems.length > 0) throw new Error(`cannot fill in "${expr}": ${problems.join('; ')}`);
  return text;
}

function builtIn({ rateInterval, interval, range }: QueryTime): VariableValues {
  return {
    __rate_interval: rateInterval,
    __interval: interval,
    __interval_ms: String(seconds(interval) * 1000),
    __auto: interval,
    __range: range,
    __range_s: String(seconds(range)),
    __range_ms: String(seconds(range) * 1000),
  };
}

// The first three are what the datasources do by themselves, the others what `${name:format}` asks for.
const FORMATS: Readonly<Record<string, (values: readonly string[]) => string>> = {
  prometheus: (values) => alternatives(values.map(escapeInString), '(', ')'),
  loki: (values) => alternatives(values.map(escapeInString), '', ''),
  tempo: (values) => alternatives(values.map(escapeInString), '', ''),
  regex: (values) => alternatives(values.map(escapeRegex), '(', ')'),
  pipe: (values) => values.join('|'),
  csv: (values) => values.join(','),
  raw: (values) => values.join(','),
  percentencode: (values) => encodeURIComponent(values.length === 1 ? values[0]! : `{${values.join(',')}}`),
};

function alternatives(values: readonly string[], open: string, close: string): string {
  return values.length === 1 ? values[0]! : `${open}${values.join('|')}${close}`;
}

function escapeRegex(value: string): string {
  return value.replace(/[\\^$*+?.()|[\]{}/]/g, '\\$&');
}

/** Escaped for RE2 and once more for the double-quoted string that the expression stands in. */
function escapeInString(value: string): string {
  return value
    .replaceAll('\\', '\\\\\\\\')
    .replace(/[$^*{}[\]+?.()|]/g, '\\\\$&')
    .replaceAll('"', '\\"');
}
