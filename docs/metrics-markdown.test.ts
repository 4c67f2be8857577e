import { bind, contract, familiesOf, worstCaseSeries } from '../instrumentation/contract';
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
