import {
  type BoundMetric,
  bind,
  isClosed,
  type Label,
  type Metric,
  type MetricId,
  type PackName,
  packs,
  type Preset,
  worstCases,
} from '../instrumentation/contract';
import { presets } from '../instrumentation/presets';
import { presetSection } from './preset-metrics';

const PACK_NAMES = Object.keys(packs) as PackName[];

/** All packs with nothing renamed: the contract itself. */
const AS_DECLARED: Preset = { name: 'contract', packs: PACK_NAMES, metrics: {} };

/**
 * The contract as a Markdown page: one section a pack, one table row a metric, one a label; then one section a preset,
 * one table row a metric.
 */
export function metricsMarkdown(): string {
  const sections = [...PACK_NAMES.map(packSection), ...Object.values(presets).map(presetSection)];
  return [
    '# Metrics',
    '',
    'Every metric of the contract. Rules and boards refer to the id; the name and the labels are those that are exposed',
    'unless a preset binds others, which its section at the end of this page shows. The budget is the number of label',
    'sets that one process may have; what comes beyond it is recorded under `other`, so that totals stay exact. The cost',
    'is the number of series on the page when every label is at its bound; a histogram has its buckets, `+Inf`, sum and',
    'count. Asked for by: requirements in `docs/requirements` that a preset answers with the metric.',
    'In a cluster, all of them are the sums of all workers unless the type of a gauge says something else.',
    '',
    ...sections.flatMap((section) => [section, '']),
  ].join('\n');
}

function packSection(pack: PackName): string {
  const metrics = [...bind(AS_DECLARED).values()].filter(({ id }) => id in packs[pack]);
  const users = Object.values(presets).filter((preset) => preset.packs.includes(pack));
  const names = users.map(({ name }) => `\`${name}\``).join(', ');
  return [
    `## Pack \`${pack}\``,
    '',
    `On in the presets: ${names || 'none'}.`,
    '',
    ...metricTable(metrics),
    '',
    ...labelTable(metrics),
  ].join('\n');
}

function metricTable(metrics: readonly BoundMetric[]): string[] {
  const rows = metrics.map((metric) => {
    const { id, name, spec, labels } = metric;
    const exposed = Object.values(labels).map((label) => `\`${label}\``);
    const cells = [
      `\`${id}\``,
      `\`${name}\``,
      typeOf(spec),
      spec.unit,
      exposed.join(', ') || 'none',
      spec.seriesBudget,
      cost(metric),
      meaning(metric),
      demands(id),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '| id | name | type | unit | labels | budget | cost | meaning | asked for by |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
  ];
}

/** Series at the worst case; nothing for a family of another binary of the stack, whose number is not up to the contract. */
function cost(metric: BoundMetric): string {
  const own = worstCases(new Map([[metric.id, metric]]));
  return own.length === 0 ? '' : String(own.reduce((sum, { series }) => sum + series, 0));
}

function meaning({ spec, buckets }: BoundMetric): string {
  return [
    spec.help,
    ...(buckets.length === 0 ? [] : [`Buckets: ${buckets.join(', ')}.`]),
    ...(spec.why === undefined ? [] : [`_Why: ${spec.why}_`]),
  ].join(' ');
}

function demands(id: MetricId): string {
  return Object.values(presets)
    .flatMap(({ requirements = {} }) => Object.entries(requirements))
    .filter(([, metric]) => metric === id)
    .map(([requirement]) => requirement)
    .join(', ');
}

/** The type, and for a gauge what workers of a cluster make of it where they do not add up. */
function typeOf({ type, cluster }: Metric): string {
  if (cluster === undefined || cluster === 'sum') return type;
  return cluster === 'each' ? `${type}, each worker` : `${type}, ${cluster} of workers`;
}

function labelTable(metrics: readonly BoundMetric[]): string[] {
  const rows = new Map<string, string>();
  for (const { labels, spec } of metrics) {
    for (const [key, label] of Object.entries(spec.labels)) {
      const name = labels[key] ?? label.name;
      rows.set(`${name}: ${label.help}`, `| \`${name}\` | ${bound(label)} | ${label.help} |`);
    }
  }
  return rows.size === 0 ? [] : ['| label | values | meaning |', '| --- | --- | --- |', ...rows.values()];
}

function bound(label: Label): string {
  return isClosed(label) ? label.values.map((value) => `\`${value}\``).join(', ') : `at most ${label.cap}`;
}
