import { type BoundMetric, bind, isClosed, type Label, packs } from '../instrumentation/contract';
import { defaultPreset } from '../instrumentation/presets/default';

/** The contract as a Markdown page: one section a pack, one table row a metric, one a label. */
export function metricsMarkdown(): string {
  const binding = bind(defaultPreset);
  const sections = defaultPreset.packs.map((pack) => {
    const metrics = [...binding.values()].filter(({ id }) => id in packs[pack]);
    return [`## Pack \`${pack}\``, '', ...metricTable(metrics), '', ...labelTable(metrics)].join('\n');
  });
  return [
    '# Metrics',
    '',
    'Every metric of the contract, as the `default` preset exposes it. Rules and boards refer to the id; the exposed',
    'name may differ under another preset. The budget is the number of label sets that one process may have; what',
    'comes beyond it is recorded under `other`, so that totals stay exact.',
    '',
    ...sections.flatMap((section) => [section, '']),
  ].join('\n');
}

function metricTable(metrics: readonly BoundMetric[]): string[] {
  const rows = metrics.map(({ id, name, spec, labels, buckets }) => {
    const exposed = Object.values(labels).map((label) => `\`${label}\``);
    const help = buckets.length === 0 ? spec.help : `${spec.help} Buckets: ${buckets.join(', ')}.`;
    return `| \`${id}\` | \`${name}\` | ${spec.type} | ${spec.unit} | ${exposed.join(', ') || 'none'} | ${spec.seriesBudget} | ${help} |`;
  });
  return [
    '| id | name | type | unit | labels | budget | meaning |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
  ];
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
