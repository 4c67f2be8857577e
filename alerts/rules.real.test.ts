import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { presets } from '../instrumentation/presets';
import { locateTool } from '../tools';
import { alertRules } from './compile';
import { ALERT_NAMES } from './packs';
import { renderRules } from './render/rules';
import { alertCases } from './tests/cases';
import { BINDING, CONTEXT, contextOf, GROUPS, rulesOf } from './tests/fixture';
import { mutants } from './tests/mutants';
import { run, testResults } from './tests/promtool';
import { promtoolTest } from './tests/promtool-test';

const CASES = alertCases(BINDING);

describe('rules under promtool', () => {
  const promtool = locateTool('promtool');
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'gatewatch-rules-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([1, 60, 1800])('are accepted with durations divided by %d', (divideDurations) => {
    const groups = alertRules(BINDING, { ...CONTEXT, divideDurations });
    writeFileSync(join(folder, 'rules.yml'), renderRules(groups));
    const { status, output } = run(promtool, ['check', 'rules', 'rules.yml'], folder);
    expect(output).toContain(`${groups.flatMap(({ rules }) => rules).length} rules found`);
    expect(status).toBe(0);
  });

  it.each(Object.entries(presets))('of the preset %s are accepted', (_, preset) => {
    const groups = alertRules(rulesOf(preset).binding, contextOf(preset));
    writeFileSync(join(folder, 'rules.yml'), renderRules(groups));
    const { status, output } = run(promtool, ['check', 'rules', 'rules.yml'], folder);
    expect(output).toContain(`${ALERT_NAMES.length} rules found`);
    expect(status).toBe(0);
  });

  it.each(Object.entries(presets))(
    'of the preset %s fire, stay silent and turn at the boundary as their cases say',
    (_, preset) => {
      const { binding, jobs, groups } = rulesOf(preset);
      writeFileSync(join(folder, 'rules.yml'), renderRules(groups));
      writeFileSync(join(folder, 'test.yml'), promtoolTest(alertCases(binding, jobs), groups, 'rules.yml'));
      const { status, output } = run(promtool, ['test', 'rules', 'test.yml'], folder);
      expect(output.trim()).toBe('SUCCESS');
      expect(status).toBe(0);
    },
    120_000,
  );

  it('are told from rules with a mistake', () => {
    const rules = GROUPS.flatMap((group) => group.rules);
    const all = [
      ...rules.map((rule) => ({ alert: rule.alert, change: 'none', rule })),
      ...rules.flatMap(mutants),
    ];
    const files = all.map(({ alert, rule }, index): [string, string] => {
      const groups = [{ name: 'mutant', interval: CONTEXT.evaluationIntervalSeconds, rules: [rule] }];
      writeFileSync(join(folder, `rules-${index}.yml`), renderRules(groups));
      const own = CASES.filter((one) => one.alert === alert);
      return [`test-${index}.yml`, promtoolTest(own, groups, `rules-${index}.yml`)];
    });
    // A mutant that does not parse would count as found, though no case found it.
    const ruleFiles = all.map((_, index) => `rules-${index}.yml`);
    const valid = run(promtool, ['check', 'rules', '--lint=none', ...ruleFiles], folder);
    expect(valid.output).not.toContain('FAILED');

    const passed = testResults(promtool, Object.fromEntries(files), folder);
    const outcomes = all.map((mutant, index) => ({ ...mutant, passed: passed.get(`test-${index}.yml`) }));
    const originals = outcomes.filter(({ change }) => change === 'none');
    expect(originals.map((one) => one.passed)).toEqual(rules.map(() => true));
    const changed = outcomes.filter(({ change }) => change !== 'none');
    const survivors = changed.filter((one) => one.passed !== false);
    const lines = survivors.map(({ alert, change, rule }) => `survived: ${alert}, ${change}: ${rule.expr}`);
    const score = `mutation score: ${changed.length - survivors.length} of ${changed.length} mutants found`;
    process.stdout.write(`${[...lines, score].join('\n')}\n`);
    expect(lines).toEqual([]);
  }, 300_000);
});
