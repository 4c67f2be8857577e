import { TARGET_LABELS } from '../instrumentation/contract';
import { ALERT_NAMES, alertPacks } from './packs';
import { presets } from '../instrumentation/presets';
import { rulesOf } from './tests/fixture';

// What every alert has to say, whatever it is about and however a preset names its metrics.
const ALL = Object.values(presets).map((preset) => ({ preset, ...rulesOf(preset) }));
const RULES = ALL.flatMap(({ preset, groups }) =>
  groups.flatMap((group) =>
    group.rules.map((rule) => ({ preset: preset.name, alert: rule.alert, rule, group: group.name })),
  ),
);

describe.each(RULES)('$alert of $preset', ({ rule }) => {
  const { summary, description, runbook_url: runbook, dashboard_url: dashboard } = rule.annotations;

  it('has a name in CamelCase and a severity', () => {
    expect(rule.alert).toMatch(/^(?:[A-Z][A-Za-z0-9]*)+$/);
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
    if (dashboard.includes('/explore?')) {
      const panes = new URL(dashboard).searchParams.get('panes') ?? '';
      expect(panes).toContain('"datasource":"gatewatch-prometheus"');
      expect(dashboard).not.toContain('{');
      return;
    }
    expect(dashboard).toMatch(/^https:\/\/grafana\.example\.com\/d\/[a-z0-9-]+\?.*from=now-1h&to=now$/);
    const chosen = [...dashboard.matchAll(/var-\w+=\{\{ \$labels\.(\w+) \| urlquery \}\}/g)].map(
      ([, label]) => label,
    );
    expect(rule.seriesLabels).toEqual(expect.arrayContaining(chosen));
    // A breaker's series have the service that it guards in place of the gateway's: its connector says more.
    expect(chosen.some((label) => label === 'service' || label === 'connector_type')).toBe(
      rule.seriesLabels.includes('service'),
    );
  });

  it('waits before it fires, but for the one that fires at any time', () => {
    expect(rule.for > 0).toBe(rule.alert !== 'Watchdog');
  });
});

it.each(ALL)('$preset.name has each alert once, and each reads what it exposes', ({ groups, binding }) => {
  const rules = groups.flatMap((group) => group.rules);
  const names = rules.map(({ alert }) => alert);
  expect([...names].sort()).toEqual(ALERT_NAMES.filter((name) => names.includes(name)).sort());
  const records = groups.flatMap((group) => group.records ?? []);
  for (const { id, labels } of [...rules, ...records].flatMap(({ uses }) => uses)) {
    const known = [...Object.values(binding.get(id)?.labels ?? {}), ...TARGET_LABELS];
    expect(known).toEqual(expect.arrayContaining([...labels]));
  }
});

it('every alert is on under some preset', () => {
  const on = new Set(RULES.map(({ alert }) => alert));
  expect(ALERT_NAMES.filter((name) => !on.has(name))).toEqual([]);
});

it('the rules of a system are on under its preset alone', () => {
  const byPreset = alertPacks.filter(
    ({ byPreset: own, name }) => own === true && name !== 'stack.certificates',
  );
  for (const { name } of byPreset) {
    const of = ALL.filter(({ groups }) => groups.some((group) => group.name === name));
    expect([name, of.map(({ preset }) => preset.name)]).toEqual([name, [name.split('.')[0]]]);
  }
});

/** A number on the right of a comparison. */
const THRESHOLD = /(?:[<>]=?|[=!]=)\s*(?:bool\s+)?-?\d+(?:\.\d+)?/;

it('the rules of a system compare with explicit numbers', () => {
  const ofSystems = ALL.flatMap(({ preset, groups }) =>
    groups
      .filter(({ name }) => name.startsWith(`${preset.name}.`))
      .flatMap(({ rules }) => rules.map(({ alert, expr }) => ({ preset: preset.name, alert, expr }))),
  );
  expect(ofSystems.filter(({ preset }) => preset === 'eucora').length).toBeGreaterThanOrEqual(16);
  expect(ofSystems.filter(({ expr }) => !THRESHOLD.test(expr))).toEqual([]);
});

it('a rule of the API gateway has what its text gives a rule: name, condition, threshold, time, severity, message', () => {
  const { groups = [] } = ALL.find(({ preset }) => preset.name === 'api-gateway') ?? {};
  const rule = groups.flatMap(({ rules }) => rules).find(({ alert }) => alert === 'HighErrorRate');
  expect(rule).toMatchObject({
    for: 300,
    labels: { rule_name: 'high_error_rate', severity: 'critical' },
    annotations: {
      description: expect.stringMatching(
        /^High error rate detected: \{\{ \$value \| humanizePercentage \}\} /,
      ),
    },
  });
  expect(rule?.expr).toMatch(/> 0\.05\b/);
});
