import {
  type Binding,
  bind,
  type BoundFamily,
  type BoundMetric,
  familiesOf,
  type Preset,
  type WorstCase,
  worstCases,
  worstCaseSeries,
} from '../instrumentation/contract';

/** How a preset exposes its metrics, as a Markdown section: one table row a metric, with every family that shows it. */
export function presetSection(preset: Preset): string {
  const binding = bind(preset);
  const limit = preset.seriesBudget === undefined ? '' : ` of a budget of ${count(preset.seriesBudget)}`;
  const packs = preset.packs.map((pack) => `\`${pack}\``).join(', ');
  return [
    `## Preset \`${preset.name}\``,
    '',
    `Packs: ${packs}.`,
    '',
    `At most ${count(worstCaseSeries(binding))} series a process${limit}. A series column without a number is of a ` +
      'metric that the process does not expose itself.',
    '',
    '| id | exposed as | series at most |',
    '| --- | --- | --- |',
    ...rows(binding),
  ].join('\n');
}

function rows(binding: Binding): string[] {
  const worst = worstCases(binding);
  return [...binding.values()].map((metric) => {
    const families = familiesOf(metric).map((family) => familyText(metric, family));
    return `| \`${metric.id}\` | ${families.join('<br>')} | ${seriesText(metric, worst)} |`;
  });
}

function seriesText(metric: BoundMetric, worst: readonly WorstCase[]): string {
  const own = worst.filter((one) => one.metric === metric);
  return own.length === 0 ? '' : count(own.reduce((sum, { series }) => sum + series, 0));
}

/** E.g. `circuit_breaker_state{service}`, and what differs from the contract beside name and labels. */
function familyText({ spec }: BoundMetric, family: BoundFamily): string {
  const constants = Object.entries(family.constantLabels).map(([name, value]) => `${name}="${value}"`);
  const labels = [...Object.values(family.labels), ...constants].join(', ');
  const notes = [
    ...(family.asNumber === undefined ? [] : [spellings(family.asNumber.values)]),
    ...Object.values(family.labelValues).map(spellings),
    ...(family.buckets.join() === (spec.buckets ?? []).join()
      ? []
      : [`buckets ${family.buckets.join(', ')}`]),
  ];
  const text = `\`${family.name}${labels === '' ? '' : `{${labels}}`}\``;
  return notes.length === 0 ? text : `${text} (${[...new Set(notes)].join('; ')})`;
}

function spellings(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([value, shown]) => `${value} as \`${shown}\``)
    .join(', ');
}

/** With a comma for thousands, whatever the machine's language. */
function count(number: number): string {
  return number.toLocaleString('en-US');
}
