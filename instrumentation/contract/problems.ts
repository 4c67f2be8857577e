import { bind, type BoundMetric, familiesOf } from './binding';
import type { BoundFamily } from './family';
import type { Preset } from './preset';
import { worstCaseSeries } from './series';
import { TARGET_LABELS } from './target';

/** Names of the Prometheus data model. Colons are left to recording rules. */
export const METRIC_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
export const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
/** Labels that Prometheus or the text format uses itself. */
export const RESERVED_LABELS: readonly string[] = ['le', 'quantile', 'job', 'instance'];

/** Something that is wrong with a preset, in one sentence. */
export interface PresetFinding {
  /** Field of the preset, e.g. `metrics["http.requests"]`. */
  readonly path: string;
  readonly message: string;
}

/** What is wrong with a preset: one sentence each, all of them at once; empty if nothing is. */
export function presetProblems(preset: Preset): string[] {
  return presetFindings(preset).map(({ message }) => message);
}

/** What is wrong with a preset, and where. */
export function presetFindings(preset: Preset): PresetFinding[] {
  const metrics = [...bind(preset).values()];
  return [
    ...metrics.flatMap(metricProblems),
    ...sharedNames(metrics),
    ...targetLabelProblems(preset, metrics),
    ...strayBindings(preset, metrics),
    ...budgetProblems(preset),
  ];
}

const pathOf = (id: string): string => `metrics["${id}"]`;

function metricProblems(metric: BoundMetric): PresetFinding[] {
  return familiesOf(metric).flatMap((family) =>
    familyProblems(metric, family).map((problem) => ({
      path: pathOf(metric.id),
      message: `metric "${metric.id}": ${problem}`,
    })),
  );
}

function familyProblems({ spec }: BoundMetric, family: BoundFamily): string[] {
  const names = [...Object.values(family.labels), ...Object.keys(family.constantLabels)];
  const problems: string[] = [];
  if (!METRIC_NAME.test(family.name)) problems.push(`"${family.name}" is not a metric name (${METRIC_NAME})`);
  for (const name of names) {
    if (!LABEL_NAME.test(name) || name.startsWith('__')) {
      problems.push(`"${name}" is not a label name (${LABEL_NAME}, not beginning with __)`);
    }
    if (RESERVED_LABELS.includes(name)) problems.push(`label "${name}" is reserved: choose another name`);
  }
  if (new Set(names).size < names.length) {
    problems.push(`"${family.name}" has a label twice: ${names.join(', ')}`);
  }
  if (spec.type === 'counter' && !family.name.endsWith('_total')) {
    problems.push(`counter "${family.name}" must end in _total`);
  }
  if (spec.type !== 'histogram' && family.buckets.length > 0) {
    problems.push(`"${family.name}" has buckets but is a ${spec.type}`);
  }
  if (spec.type === 'histogram' && !isAscending(family.buckets)) {
    problems.push(`buckets of "${family.name}" must rise: ${family.buckets.join(', ')}`);
  }
  return problems;
}

function isAscending(bounds: readonly number[]): boolean {
  return bounds.length > 0 && bounds.every((bound, i) => i === 0 || bound > (bounds[i - 1] ?? bound));
}

/** Names of samples that two families would both expose. */
function sharedNames(metrics: readonly BoundMetric[]): PresetFinding[] {
  const owners = new Map<string, string[]>();
  for (const metric of metrics) {
    for (const family of familiesOf(metric)) {
      for (const name of sampleNames(metric, family)) {
        owners.set(name, [...(owners.get(name) ?? []), metric.id]);
      }
    }
  }
  return [...owners]
    .filter(([, ids]) => ids.length > 1)
    .map(([name, ids]) => ({
      path: ids.map(pathOf).join(', '),
      message: `"${name}" is exposed by ${ids.join(' and ')}: each needs a name of its own`,
    }));
}

/** Names that the family uses in the text format and in OpenMetrics, where a counter's family has no suffix. */
function sampleNames({ spec }: BoundMetric, { name }: BoundFamily): string[] {
  if (spec.type === 'histogram') return [name, `${name}_bucket`, `${name}_sum`, `${name}_count`];
  return spec.type === 'counter' ? [name, name.replace(/_total$/, '')] : [name];
}

/** Metrics whose own label has the name of a label that every target gets. */
export function targetLabelClashes(metrics: readonly BoundMetric[]): readonly BoundMetric[] {
  const targetLabels: readonly string[] = TARGET_LABELS;
  return metrics.filter((metric) =>
    familiesOf(metric).some(({ labels }) =>
      Object.values(labels).some((name) => targetLabels.includes(name)),
    ),
  );
}

function targetLabelProblems(preset: Preset, metrics: readonly BoundMetric[]): PresetFinding[] {
  if (preset.scrape?.honorLabels === true) return [];
  return targetLabelClashes(metrics).map(({ id }) => ({
    path: `${pathOf(id)}.labels`,
    message:
      `metric "${id}" has a label that every target has as well (${TARGET_LABELS.join(', ')}): ` +
      'rename it, or set scrape.honorLabels',
  }));
}

function strayBindings(preset: Preset, metrics: readonly BoundMetric[]): PresetFinding[] {
  const bound = new Set<string>(metrics.map(({ id }) => id));
  const problem = (path: string, where: string, id: string) => ({
    path,
    message: `${where} names "${id}", whose pack is off: switch the pack on or remove the entry`,
  });
  return [
    ...Object.keys(preset.metrics)
      .filter((id) => !bound.has(id))
      .map((id) => problem(pathOf(id), 'metrics', id)),
    ...Object.entries(preset.requirements ?? {})
      .filter(([, id]) => !bound.has(id))
      .map(([requirement, id]) => problem(`requirements.${requirement}`, `requirements.${requirement}`, id)),
    ...(preset.endpoints ?? []).flatMap((endpoint, index) =>
      endpoint.serves === 'metrics'
        ? (endpoint.only ?? [])
            .filter((id) => !bound.has(id))
            .map((id) => problem(`endpoints[${index}].only`, `endpoint ${endpoint.path}`, id))
        : [],
    ),
  ];
}

function budgetProblems(preset: Preset): PresetFinding[] {
  if (preset.seriesBudget === undefined) return [];
  const worst = worstCaseSeries(bind(preset));
  return worst <= preset.seriesBudget
    ? []
    : [
        {
          path: 'seriesBudget',
          message: `at the worst ${worst} series, over the budget of ${preset.seriesBudget}: lower a cap, a budget or the buckets`,
        },
      ];
}
