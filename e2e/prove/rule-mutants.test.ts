import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { percent } from '../../alerts/conditions';
import type { AlertRule } from '../../alerts/rule';
import { caseOutcomes } from '../../alerts/tests/case-outcomes';
import { rulesOf } from '../../alerts/tests/fixture';
import { mutants } from '../../alerts/tests/mutants';
import { isStoodFor, survivalReason } from '../../alerts/tests/survivors';
import { presets } from '../../instrumentation/presets';
import { locateTool } from '../../tools';

/** Share of the mutants, 0..1, that the cases have to find. */
const LEAST_MUTATION_SCORE = 0.9;

/** Well above what two busy cores need. */
const TIMEOUT_MS = 1_800_000;

const promtool = locateTool('promtool');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatewatch-rules-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it(
  'the cases of the rules tell a rule with a mistake from a right one',
  () => {
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
    const byPreset = Object.values(presets).map((preset, index) => {
      const { outcomes = [] } = shapes[index] ?? {};
      const found = outcomes.filter(({ passed }) => passed === false).length;
      return { preset: preset.name, found, of: outcomes.length, share: found / Math.max(1, outcomes.length) };
    });
    const lines = survivors.map((one) => `survived: ${one.alert}, ${one.change}: ${survivalReason(one)}`);
    const score = `mutation score: ${told} of ${changed.length} mutants found (${percent(told / changed.length)})`;
    const scores = byPreset.map(
      ({ preset, found, of, share }) => `  ${preset}: ${found} of ${of} (${percent(share)})`,
    );
    process.stdout.write(`${[...lines, score, ...scores].join('\n')}\n`);
    // A preset whose rules are all told elsewhere has none of its own.
    for (const { of, share } of byPreset)
      if (of > 0) expect(share).toBeGreaterThanOrEqual(LEAST_MUTATION_SCORE);
    // What survives is known, one by one.
    expect(survivors.map(survivalReason).filter((reason) => reason === undefined)).toEqual([]);
    expect(told / changed.length).toBeGreaterThanOrEqual(LEAST_MUTATION_SCORE);
  },
  TIMEOUT_MS,
);
