import { contract, type Label, metric, type Metric, type MetricId, type Preset } from '../../contract';
import { LABEL_NAME, METRIC_NAME, RESERVED_LABELS } from '../../contract/problems';
import type { UntypedFamilyBinding } from '../../contract/family';
import { type Check, list, number, object, record, text, word } from './check';
import { below, type Problems } from './problem';

const ids = Object.keys(contract) as MetricId[];
/** Id of a metric of the contract. */
export const metricId = word(ids, 'the id of a metric:');

const finite = number(() => true, 'a number');
const budget = number((value) => Number.isInteger(value) && value >= 1, 'a whole number from 1 on');

/** How the preset exposes each metric, by its id. */
export const metricBindings: Check<Preset['metrics']> = (value, path, problems) => {
  const each = (given: unknown, at: string, id: MetricId) => binding(metric(id))(given, at, problems);
  const known = record(metricId, (given) => given)(value, path, problems);
  if (known === undefined) return undefined;
  const entries = Object.entries(known).map(([id, given]) => [
    id,
    each(given, below(path, id), id as MetricId) ?? {},
  ]);
  return Object.fromEntries(entries) as Preset['metrics'];
};

interface Binding extends UntypedFamilyBinding {
  readonly alsoAs?: readonly UntypedFamilyBinding[];
  readonly implied?: Readonly<Record<string, unknown>>;
  readonly seriesBudget?: number;
}

function binding(spec: Metric): Check<Binding> {
  const key = word(Object.keys(spec.labels), 'a label of the metric:');
  return object<Binding>({
    ...familyFields(spec),
    alsoAs: list(object<UntypedFamilyBinding>(familyFields(spec), ['name'])),
    implied: record(key, record(text(), object({ label: key, regex: expression }, ['label', 'regex']))),
    seriesBudget: budget,
  });
}

function familyFields(spec: Metric) {
  const keys = Object.keys(spec.labels);
  const key = word(keys, 'a label of the metric:');
  return {
    name: familyName(spec),
    labels: record(key, labelName),
    omit: list(key, true),
    constantLabels: record(labelName, text()),
    labelValues: valueTables(spec, text()),
    asNumber: object({ label: key, values: record(text(), finite) }, ['label', 'values']),
    buckets: buckets(spec),
  };
}

function familyName({ type }: Metric): Check<string> {
  const check = text(METRIC_NAME, `a name of a metric (${METRIC_NAME.source})`);
  return (value, path, problems) => {
    const name = check(value, path, problems);
    if (name === undefined || type !== 'counter' || name.endsWith('_total')) return name;
    problems.add(path, name, `must end in _total, for it is a counter: ${name}_total`);
    return undefined;
  };
}

const labelName: Check<string> = (value, path, problems) => {
  const allowed = `a name of a label (${LABEL_NAME.source}, not beginning with __)`;
  const name = text(LABEL_NAME, allowed)(value, path, problems);
  if (name === undefined) return undefined;
  if (name.startsWith('__')) problems.add(path, name, `must be ${allowed}`);
  else if (RESERVED_LABELS.includes(name)) {
    problems.add(path, name, `is reserved (${RESERVED_LABELS.join(', ')}): choose another name`);
  } else return name;
  return undefined;
};

const expression: Check<string> = (value, path, problems) => {
  const source = text()(value, path, problems);
  try {
    if (source !== undefined) new RegExp(source);
    return source;
  } catch {
    problems.add(path, value, 'must be a regular expression');
    return undefined;
  }
};

/** By label and value: of a label with a closed set, only its values. */
function valueTables<T>({ labels }: Metric, check: Check<T>): Check<Record<string, Record<string, T>>> {
  const key = word(Object.keys(labels), 'a label of the metric:');
  return (value, path, problems) => {
    const tables = record(key, (given) => given)(value, path, problems);
    if (tables === undefined) return undefined;
    const checked = Object.entries(tables).map(([name, table]) => {
      const values = record(valueOf(labels[name]), check);
      return [name, values(table, below(path, name), problems) ?? {}];
    });
    return Object.fromEntries(checked) as Record<string, Record<string, T>>;
  };
}

function valueOf(label: Label | undefined): Check<string> {
  return label?.kind === 'closed' ? word(label.values, 'a value of the label:') : text();
}

function buckets({ type }: Metric): Check<readonly number[]> {
  return (value, path, problems: Problems) => {
    if (type !== 'histogram') {
      problems.add(path, value, `are for histograms, this is a ${type}: leave them out`);
      return undefined;
    }
    const bounds = list(finite)(value, path, problems);
    if (bounds === undefined) return undefined;
    const rises =
      bounds.length > 0 && bounds.every((bound, i) => i === 0 || bound > (bounds[i - 1] as number));
    if (rises) return bounds;
    problems.add(path, value, `must rise: ${[...new Set(bounds)].sort((a, b) => a - b).join(', ')}`);
    return undefined;
  };
}
