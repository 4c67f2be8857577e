import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Kind } from '../requirements/kinds';
import { parseLedger, type Requirement } from '../requirements/ledger';
import { readRequirementFiles, type SourcePreset } from '../requirements/sources';
import { parseTable } from '../requirements/table';
import { derivedEvidence } from './derived';
import { type Evidence, parseEvidence, type Verdict } from './evidence';
import { type PresetFacts, presetFacts } from './preset-facts';
import { verify } from './verify';

/** A requirement, what was given as evidence, and whether that holds. */
export interface CoverageRow {
  readonly requirement: Requirement;
  readonly verdicts: readonly Verdict[];
  /** `planned`: the source text itself calls it future work, and nothing shows it yet. */
  readonly status: 'met' | 'unmet' | 'planned';
  /** Why it is not met; undefined if it is. */
  readonly reason: string | undefined;
}

/** Kinds that other work fills; they are counted apart. */
export const KINDS_APART: readonly Kind[] = ['alert', 'panel'];

const COLUMNS = ['id', 'evidence'] as const;

/**
 * Every requirement of a preset with its evidence, checked. No row is ever dropped.
 * @throws Error if the table of evidence is not well-formed or names a requirement that does not exist
 */
export async function coverage(preset: SourcePreset): Promise<readonly CoverageRow[]> {
  const facts = await presetFacts(preset);
  const { requirements, problems } = parseLedger(`${preset}.tsv`, readRequirementFiles(preset).ledger);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const given = givenEvidence(preset, requirements);
  return requirements.map((requirement) => coverageRow(facts, requirement, given.get(requirement.id) ?? []));
}

function coverageRow(facts: PresetFacts, requirement: Requirement, given: readonly Evidence[]): CoverageRow {
  // What the table says takes the place of what follows from the demand: it is more exact.
  const evidence = given.length > 0 ? given : derivedEvidence(facts.preset, requirement);
  const verdicts = evidence.map((one) => verify(facts, requirement, one));
  const failed = verdicts.flatMap(({ problem }) => problem ?? []);
  const reason =
    verdicts.length === 0 ? 'nothing shows it yet' : failed.length > 0 ? failed.join('; ') : undefined;
  const open = requirement.status === 'planned' ? 'planned' : 'unmet';
  return { requirement, verdicts, status: reason === undefined ? 'met' : open, reason };
}

function givenEvidence(
  preset: SourcePreset,
  requirements: readonly Requirement[],
): ReadonlyMap<string, readonly Evidence[]> {
  const file = `evidence/${preset}.tsv`;
  const { rows, problems } = parseTable(file, readFileSync(join(__dirname, file), 'utf8'), COLUMNS);
  const known = new Set(requirements.map(({ id }) => id));
  const seen = new Set<string>();
  const wrong = rows.flatMap(({ line, cells: { id } }) => {
    const twice = seen.has(id) ? [`${file}:${line}: ${id} is there twice`] : [];
    seen.add(id);
    return known.has(id) ? twice : [...twice, `${file}:${line}: there is no requirement ${id}`];
  });
  if (problems.length + wrong.length > 0) throw new Error([...problems, ...wrong].join('\n'));
  return new Map(rows.map(({ cells }) => [cells.id, parseEvidence(cells.evidence)]));
}
