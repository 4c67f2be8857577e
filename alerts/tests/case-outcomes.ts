import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AlertName } from '../packs';
import { renderRules } from '../render/rules';
import type { AlertRule } from '../rule';
import { alertCases } from './cases';
import type { PresetRules } from './fixture';
import type { Mutant } from './mutants';
import { run, testResults } from './promtool';
import { promtoolTest } from './promtool-test';

/** A rule under the cases of its alert. */
export interface CaseOutcome extends Mutant {
  /** True if every case of the alert holds for the rule. */
  readonly passed: boolean | undefined;
}

/**
 * Runs rules under promtool, each alone with the cases of its alert, all in one call: what promtool evaluates at each
 * step is then one rule and not those of all alerts.
 * @param variants the rules to run in the place of a preset's rule
 * @returns outcomes, and what promtool said of rule files that do not parse
 */
export function caseOutcomes(
  promtool: string,
  folder: string,
  preset: PresetRules,
  variants: (rule: AlertRule<AlertName>) => readonly Mutant[],
): { readonly outcomes: readonly CaseOutcome[]; readonly invalid: readonly string[] } {
  const cases = alertCases(preset);
  const all = preset.groups.flatMap(({ rules }) => rules).flatMap(variants);
  if (all.length === 0) return { outcomes: [], invalid: [] };
  const files = all.map(({ alert, rule }, index): [string, string] => {
    const groups = [{ name: 'one', interval: 15, rules: [rule] }];
    writeFileSync(join(folder, `rules-${index}.yml`), renderRules(groups));
    const own = cases.filter((one) => one.alert === alert);
    return [`test-${index}.yml`, promtoolTest(own, groups, `rules-${index}.yml`)];
  });
  // A mutant that does not parse would count as found, though no case found it.
  const ruleFiles = all.map((_, index) => `rules-${index}.yml`);
  const { output } = run(promtool, ['check', 'rules', '--lint=none', ...ruleFiles], folder);
  const passed = testResults(promtool, Object.fromEntries(files), folder);
  return {
    outcomes: all.map((mutant, index) => ({ ...mutant, passed: passed.get(`test-${index}.yml`) })),
    invalid: output.split('\n').filter((line) => line.includes('FAILED')),
  };
}
