import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { presets } from '../instrumentation/presets';
import { locateTool } from '../tools';
import { alertRules } from './compile';
import { percent } from './conditions';
import { renderRules } from './render/rules';
import { BINDING, CONTEXT, rulesOf } from './tests/fixture';
import type { AlertRule } from './rule';
import { mutants } from './tests/mutants';
import { caseOutcomes } from './tests/case-outcomes';
import { run } from './tests/promtool';
import { isStoodFor, survivalReason } from './tests/survivors';

/** Share of the mutants, 0..1, that the cases have to find. */
const LEAST_MUTATION_SCORE = 0.9;

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
    expect(output).toMatch(/SUCCESS: [1-9]\d+ rules found/);
    expect(status).toBe(0);
  });

  it.each(Object.entries(presets))('of the preset %s are accepted', (_, preset) => {
    const { groups } = rulesOf(preset);
    writeFileSync(join(folder, 'rules.yml'), renderRules(groups));
    const { status, output } = run(promtool, ['check', 'rules', 'rules.yml'], folder);
    const count = groups.reduce((sum, { rules, records }) => sum + rules.length + (records?.length ?? 0), 0);
    expect(output).toContain(`${count} rules found`);
    expect(status).toBe(0);
  });

  it.each(Object.entries(presets))(
    'of the preset %s fire, stay silent and turn at the boundary as their cases say',
    (_, preset) => {
      const { outcomes } = caseOutcomes(promtool, folder, rulesOf(preset), (rule) => [
        { alert: rule.alert, change: 'none', rule },
      ]);
      expect(outcomes.filter(({ passed }) => passed !== true).map(({ alert }) => alert)).toEqual([]);
      expect(outcomes.length).toBeGreaterThan(20);
    },
    300_000,
  );

  it('are told from rules with a mistake', () => {
    const seen = new Set<string>();
    // A rule that two presets share but for names is told once.
    const shapes = Object.values(presets).map((preset) => {
      const rules = rulesOf(preset);
      const isNew = ({ alert, labels }: AlertRule): boolean => {
        const key = `${alert} ${labels['rule_name']}`;
        return !isStoodFor(alert) && !seen.has(key) && seen.add(key) !== undefined;
      };
      return caseOutcomes(promtool, folder, rules, (rule) => (isNew(rule) ? mutants(rule) : []));
    });
    expect(shapes.flatMap(({ invalid }) => invalid)).toEqual([]);
    const changed = shapes.flatMap(({ outcomes }) => outcomes);
    const survivors = changed.filter(({ passed }) => passed !== false);
    const told = changed.length - survivors.length;
    const lines = survivors.map((one) => `survived: ${one.alert}, ${one.change}: ${survivalReason(one)}`);
    const score = `mutation score: ${told} of ${changed.length} mutants found (${percent(told / changed.length)})`;
    process.stdout.write(`${[...lines, score].join('\n')}\n`);
    expect(told / changed.length).toBeGreaterThanOrEqual(LEAST_MUTATION_SCORE);
  }, 900_000);
});
