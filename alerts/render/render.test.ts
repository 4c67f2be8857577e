import { parse } from 'yaml';
import { alertRules } from '../compile';
import { BINDING, CONTEXT, GROUPS } from '../tests/fixture';
import { prometheusRule } from './prometheus-rule';
import { renderRules } from './rules';

describe('renderRules', () => {
  it('writes the same bytes each time', () => {
    expect(renderRules(alertRules(BINDING, CONTEXT))).toBe(renderRules(GROUPS));
  });

  it('writes durations as text and leaves out those that are not set', () => {
    const { groups } = parse(renderRules(GROUPS)) as {
      groups: { interval: string; rules: { alert: string }[] }[];
    };
    const rules = Object.fromEntries(
      groups.flatMap((group) => group.rules).map((rule) => [rule.alert, rule]),
    );
    expect(rules['GatewayHighErrorRatio']).toMatchObject({
      for: '2m',
      keep_firing_for: '5m',
      labels: { severity: 'critical' },
    });
    expect(rules['GatewayDown']).not.toHaveProperty('keep_firing_for');
    expect(Object.keys(rules['Watchdog'] ?? {})).toEqual(['alert', 'expr', 'labels', 'annotations']);
    expect(groups[0]?.interval).toBe('15s');
  });
});

describe('prometheusRule', () => {
  it('holds the groups of the rule file', () => {
    const metadata = { name: 'gatewatch', namespace: 'monitoring', labels: { release: 'x' } };
    const rule = prometheusRule(GROUPS, metadata);
    expect(rule.spec).toEqual(parse(renderRules(GROUPS)));
    expect(rule).toMatchObject({ apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata });
  });
});
