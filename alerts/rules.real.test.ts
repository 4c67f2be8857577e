import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { presets } from '../instrumentation/presets';
import { locateTool } from '../tools';
import { alertRules } from './compile';
import { renderRules } from './render/rules';
import { BINDING, CONTEXT, rulesOf } from './tests/fixture';
import { caseOutcomes } from './tests/case-outcomes';
import { run } from './tests/promtool';

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
});
