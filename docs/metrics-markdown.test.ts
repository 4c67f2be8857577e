import {
  bind,
  contract,
  familiesOf,
  type Metric,
  type MetricId,
  worstCaseSeries,
} from '../instrumentation/contract';
import { presets } from '../instrumentation/presets';
import { metricsMarkdown } from './metrics-markdown';

const page = metricsMarkdown();
const sectionOf = (title: string): string =>
  page.split(/^## /m).find((section) => section.startsWith(`${title}\n`)) ?? '';

it('declares every metric of the contract once', () => {
  const declared = page.slice(0, page.indexOf('## Preset'));
  for (const [id, { name }] of Object.entries(contract)) {
    expect(declared.split(`| \`${id}\` | \`${name}\` |`)).toHaveLength(2);
  }
});

it('says of each metric what it costs, why it exists, and which requirements ask for it', () => {
  const declared = page.slice(0, page.indexOf('## Preset'));
  const rowOf = (id: string): string =>
    declared.split('\n').find((line) => line.startsWith(`| \`${id}\` |`)) ?? '';
  for (const [id, metric] of Object.entries(contract) as [MetricId, Metric][]) {
    if (metric.why !== undefined) expect(rowOf(id)).toContain(`_Why: ${metric.why}_`);
  }
  for (const { requirements = {} } of Object.values(presets)) {
    for (const [requirement, id] of Object.entries(requirements)) {
      expect(rowOf(id).split('|').at(-2)?.trim().split(', ')).toContain(requirement);
    }
  }
  // 30 services and one for all others, three states; a histogram of 8 bounds, +Inf, sum and count for 7 kinds.
  expect(rowOf('service.instances')).toContain('| 93 | 93 |');
  expect(rowOf('db.query.duration')).toContain(`| 7 | ${7 * (8 + 3)} |`);
});

it.each(Object.values(presets))(
  'shows every family of $name, and its series against the budget',
  (preset) => {
    const section = sectionOf(`Preset \`${preset.name}\``);
    const binding = bind(preset);
    const lines = section.split('\n');
    for (const metric of binding.values()) {
      const row = lines.find((line) => line.startsWith(`| \`${metric.id}\` |`)) ?? '';
      for (const family of familiesOf(metric)) {
        expect(row).toContain(`\`${family.name}`);
        for (const label of Object.values(family.labels)) expect(row).toContain(label);
      }
    }
    expect(lines.filter((line) => line.startsWith('| `'))).toHaveLength(binding.size);
    expect(section).toContain(`At most ${worstCaseSeries(binding).toLocaleString('en-US')} series a process`);
  },
);

it('shows what a preset renames beside names: values, constants, numbers for states, buckets', () => {
  const gatewayz = sectionOf('Preset `gatewayz`');
  expect(gatewayz).toContain('`fastapi_requests_total{method, path, app_name="gatewayz-api"}`');
  expect(gatewayz).toContain('(closed as `CLOSED`, open as `OPEN`, half_open as `HALF_OPEN`)');
  expect(sectionOf('Preset `eucora`')).toContain(
    '`circuit_breaker_state{service, connector_type}` (closed as `0`, open as `1`, half_open as `2`)',
  );
  expect(sectionOf('Preset `beamline`')).toContain('(buckets 0.1, 0.5, 1, 2, 5)');
});
