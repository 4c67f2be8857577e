import type { AlertCase } from './case';
import { alertCases } from './cases';
import { caseCoverage, coverageTable, NEVER_SILENT } from './coverage';
import { presets } from '../../instrumentation/presets';
import { defaultPreset } from '../../instrumentation/presets/default';
import { ALERT_NAMES } from '../packs';
import { GROUPS, rulesOf } from './fixture';

const CASES = alertCases(rulesOf(defaultPreset));
const lacks = (cases: readonly AlertCase[]): readonly string[] =>
  caseCoverage(GROUPS, cases).flatMap((one) => one.lacks.map((what) => `${one.alert}: ${what}`));

describe('case coverage', () => {
  it('is complete, under every preset', () => {
    const seen = new Set<string>();
    const coverage = Object.values(presets).flatMap((preset) => {
      const rules = rulesOf(preset);
      return caseCoverage(rules.groups, alertCases(rules)).map((one) => ({ ...one, preset: preset.name }));
    });
    const first = coverage.filter(({ alert }) => !seen.has(alert) && seen.add(alert) !== undefined);
    process.stdout.write(`${coverageTable(first)}\n`);
    for (const [alert, reason] of Object.entries(NEVER_SILENT))
      process.stdout.write(`no silent case: ${alert} ${reason}\n`);
    expect(
      coverage.flatMap(({ preset, alert, lacks }) => lacks.map((one) => `${preset} ${alert}: ${one}`)),
    ).toEqual([]);
    expect([...seen].sort()).toEqual([...ALERT_NAMES].sort());
  });

  it.each(['fires', 'silent', 'boundary'] as const)('misses the cases of kind %s', (kind) => {
    const without = CASES.filter((one) => !(one.alert === 'GatewayDown' && one.kind === kind));
    expect(lacks(without)).toHaveLength(1);
    expect(lacks(without)[0]).toMatch(/^GatewayDown: /);
  });

  it('does not count a silent case without the data of the rule', () => {
    const empty = CASES.map((one) =>
      one.alert === 'GatewayTelemetryDropped' && one.kind === 'silent'
        ? { ...one, series: one.series.slice(0, 1) }
        : one,
    );
    expect(lacks(empty)).toEqual([
      'GatewayTelemetryDropped: a silent case that feeds every metric of the rule',
    ]);
  });

  it('does not count a boundary that is seen from one side', () => {
    const oneSided = CASES.map((one) =>
      one.alert === 'GatewayDown'
        ? { ...one, checks: one.checks.filter(({ firing }) => firing.length > 0) }
        : one,
    );
    expect(lacks(oneSided)).toContain('GatewayDown: boundary cases on both sides');
  });
});
