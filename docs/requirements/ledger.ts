import { demandProblem } from './demand';
import { type Kind, KINDS, type Status, STATUSES } from './kinds';
import { parseTable } from './table';

/** One requirement that a source text states. */
export interface Requirement {
  readonly id: string;
  readonly kind: Kind;
  /** Lines of the source text that state it, as its classification names them, e.g. `71, 88-92`. */
  readonly lines: string;
  readonly status: Status;
  /** What is demanded, in words of our own; for some kinds with a beginning that a test can read. */
  readonly demand: string;
}

export interface Ledger {
  readonly requirements: readonly Requirement[];
  readonly problems: readonly string[];
}

const COLUMNS = ['id', 'kind', 'lines', 'status', 'demand'] as const;
const ID = /^[A-Z]{2}-([A-Z])-\d{2,}$/;

/** Reads a ledger and names everything in it that is not well-formed. */
export function parseLedger(file: string, text: string): Ledger {
  const table = parseTable(file, text, COLUMNS);
  const problems = [...table.problems];
  const seen = new Set<string>();
  const requirements = table.rows.map(({ line, cells }) => {
    const row = cells as unknown as Requirement;
    const where = `${file}:${line}: ${row.id}`;
    problems.push(...rowProblems(row).map((problem) => `${where}: ${problem}`));
    if (seen.has(row.id)) problems.push(`${where}: is there twice; give the second one a number of its own`);
    seen.add(row.id);
    return row;
  });
  return { requirements, problems };
}

function rowProblems({ id, kind, status, demand }: Requirement): string[] {
  const problems: string[] = [];
  const letter = ID.exec(id)?.[1];
  const expected = KINDS[letter as keyof typeof KINDS] as Kind | undefined;
  if (expected === undefined) {
    problems.push(
      `is not an id; it must match ${ID} with one of ${Object.keys(KINDS).join('')} in the middle`,
    );
  } else if (kind !== expected) {
    problems.push(`kind is "${kind}"; the letter ${letter} stands for "${expected}"`);
  }
  if (!STATUSES.includes(status)) {
    problems.push(`status is "${status}"; it must be one of: ${STATUSES.join(', ')}`);
  }
  const problem = demand.trim() === '' ? 'demand is empty' : demandProblem(kind, demand);
  return problem === undefined ? problems : [...problems, problem];
}
