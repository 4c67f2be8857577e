import { type ClassedLines, hashLines, parseClassification } from './classification';
import { parseLedger, type Requirement } from './ledger';

/** The files of one preset, and the text that they are about where it is at hand. */
export interface RequirementFiles {
  readonly preset: string;
  /** Text of `<preset>.tsv`. */
  readonly ledger: string;
  /** Text of `<preset>.lines.tsv`. */
  readonly classification: string;
  /** The source text itself, or undefined without it. */
  readonly source: string | undefined;
}

/**
 * What is wrong with the requirements of a preset, one sentence each; empty if nothing is.
 * Without the source text the committed classification alone is checked.
 */
export function requirementProblems(files: RequirementFiles): string[] {
  const ledgerFile = `${files.preset}.tsv`;
  const linesFile = `${files.preset}.lines.tsv`;
  const ledger = parseLedger(ledgerFile, files.ledger);
  const classification = parseClassification(linesFile, files.classification);
  return [
    ...ledger.problems,
    ...classification.problems,
    ...referenceProblems(ledgerFile, linesFile, ledger.requirements, classification.ranges),
    ...(files.source === undefined ? [] : sourceProblems(linesFile, files.source, classification.ranges)),
  ];
}

/** Ids that do not exist, requirements that no line states, and rows that name other lines than state them. */
function referenceProblems(
  ledgerFile: string,
  linesFile: string,
  requirements: readonly Requirement[],
  ranges: readonly ClassedLines[],
): string[] {
  const known = new Set(requirements.map(({ id }) => id));
  const stating = new Map<string, string[]>();
  for (const { ids, lines } of ranges) {
    for (const id of ids) stating.set(id, [...(stating.get(id) ?? []), lines]);
  }
  const dangling = [...stating]
    .filter(([id]) => !known.has(id))
    .map(
      ([id, lines]) =>
        `${linesFile}: line ${lines.join(', ')} refers to ${id}, which ${ledgerFile} does not have`,
    );
  const rows = requirements.flatMap(({ id, lines }) => {
    const stated = stating.get(id)?.join(', ');
    if (stated === undefined) return [`${ledgerFile}: ${id} is stated by no line of ${linesFile}`];
    return stated === lines ? [] : [`${ledgerFile}: ${id} names lines ${lines}; ${linesFile} has ${stated}`];
  });
  return [...dangling, ...rows];
}

/** Lines without a class, and classes whose lines have changed. */
function sourceProblems(linesFile: string, source: string, ranges: readonly ClassedLines[]): string[] {
  const lines = source.split('\n');
  const classed = new Set(
    ranges.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, i) => first + i)),
  );
  const unclassed = lines.flatMap((line, i) =>
    line.trim() === '' || classed.has(i + 1)
      ? []
      : [`${linesFile}: line ${i + 1} of the text is not classed: name its requirements, or why it has none`],
  );
  const changed = ranges.flatMap(({ lines: range, first, last, hash }) => {
    const actual = hashLines(lines, first, last);
    return actual === hash
      ? []
      : [`${linesFile}: lines ${range} have the hash ${actual}, not ${hash}: read them again`];
  });
  return [...unclassed, ...changed];
}
