import { TARGET_LABELS } from '../instrumentation/contract';
import { ALERT_NAMES } from './packs';
import { presets } from '../instrumentation/presets';
import { rulesOf } from './tests/fixture';

// What every alert has to say, whatever it is about and however a preset names its metrics.
const ALL = Object.values(presets).map((preset) => ({ preset, ...rulesOf(preset) }));
const RULES = ALL.flatMap(({ preset, groups }) =>
  groups.flatMap((group) => group.rules.map((rule) => ({ preset: preset.name, alert: rule.alert, rule }))),
);

describe.each(RULES)('$alert of $preset', ({ rule }) => {
  const { summary, description, runbook_url: runbook, dashboard_url: dashboard } = rule.annotations;

  it('has a name in CamelCase and a severity', () => {
    expect(rule.alert).toMatch(/^(?:[A-Z][a-z0-9]+)+\d*$/);
    expect(['critical', 'warning', 'info']).toContain(rule.labels.severity);
  });

  it('has a static headline that ends in a period, and a description', () => {
    expect(summary).toMatch(/^[A-Z][^{}]*\.$/);
    expect(description).toMatch(/^[^\n]{40,}\.$/);
  });

  it('asks in its texts only for labels that it has', () => {
    const asked = [
      ...Object.values(rule.annotations)
        .join()
        .matchAll(/\$labels\.(\w+)/g),
    ].map(([, name]) => name);
    expect(asked.filter((name) => !rule.seriesLabels.includes(name ?? ''))).toEqual([]);
  });

  it('writes no number without a unit or a rounding', () => {
    expect(description).not.toMatch(/\{\{ \$value \}\}/);
    expect(Object.values(rule.labels).join()).not.toContain('{{');
  });

  it('leads to its runbook and to a board of its service', () => {
    expect(runbook).toBe(`https://runbooks.example.com/alerts/${rule.alert}.md`);
    expect(dashboard).toMatch(
      /^https:\/\/grafana\.example\.com\/d\/gatewatch-gateway-overview\?.*from=now-1h&to=now$/,
    );
    expect(dashboard.includes('var-service={{ $labels.service')).toBe(rule.seriesLabels.includes('service'));
  });

  it('waits before it fires, but for the one that fires at any time', () => {
    expect(rule.for > 0).toBe(rule.alert !== 'Watchdog');
  });
});

it.each(ALL)(
  'covers every alert of $preset.name, each of which reads what it exposes',
  ({ groups, binding }) => {
    const rules = groups.flatMap((group) => group.rules);
    expect(rules.map(({ alert }) => alert)).toEqual(ALERT_NAMES);
    for (const { id, labels } of rules.flatMap(({ uses }) => uses)) {
      const known = [...Object.values(binding.get(id)?.labels ?? {}), ...TARGET_LABELS];
      expect(known).toEqual(expect.arrayContaining([...labels]));
    }
  },
);
