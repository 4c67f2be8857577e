import { createHash } from 'node:crypto';
import { parseTable } from './table';

/** What a line or a range of lines of a source text is. */
export const CLASSES = ['demand', 'heading', 'no demand'] as const;
export type Class = (typeof CLASSES)[number];

/** A classed line or range of a source text. */
export interface ClassedLines {
  /** As written, e.g. `88-92`. */
  readonly lines: string;
  readonly first: number;
  readonly last: number;
  /** First 12 hexadecimal digits of the SHA-256 of the lines, joined by line breaks. */
  readonly hash: string;
  readonly class: Class;
  /** Requirements that the lines state. */
  readonly ids: readonly string[];
}

export interface Classification {
  readonly ranges: readonly ClassedLines[];
  readonly problems: readonly string[];
}

const COLUMNS = ['lines', 'hash', 'class', 'requirements', 'reason'] as const;
const LINES = /^(\d+)(?:-(\d+))?$/;
const HASH = /^[0-9a-f]{12}$/;

/** Reads the classification of a text and names everything in it that is not well-formed. */
export function parseClassification(file: string, text: string): Classification {
  const table = parseTable(file, text, COLUMNS);
  const problems = [...table.problems];
  let previous = 0;
  const ranges = table.rows.map(({ line, cells }): ClassedLines => {
    const where = `${file}:${line}:`;
    const [, begin, end] = LINES.exec(cells.lines) ?? [];
    const first = Number(begin);
    const last = Number(end ?? begin);
    if (!(first >= 1 && last >= first)) problems.push(`${where} "${cells.lines}" is not a line or a range`);
    if (first <= previous) problems.push(`${where} line ${first} is classed twice or out of order`);
    previous = last;
    if (!HASH.test(cells.hash)) problems.push(`${where} hash "${cells.hash}" must match ${HASH}`);
    const ids = cells.requirements === '' ? [] : cells.requirements.split(',');
    problems.push(...classProblems(cells.class, ids, cells.reason).map((problem) => `${where} ${problem}`));
    return { lines: cells.lines, first, last, hash: cells.hash, class: cells.class as Class, ids };
  });
  return { ranges, problems };
}

function classProblems(name: string, ids: readonly string[], reason: string): string[] {
  const problems: string[] = [];
  if (!CLASSES.includes(name as Class)) {
    problems.push(`class is "${name}"; it must be one of: ${CLASSES.join(', ')}`);
  }
  if ((name === 'demand') !== ids.length > 0) {
    problems.push(
      `class "${name}" with ${ids.length} requirements; a demand names at least one, others none`,
    );
  }
  if ((name === 'no demand') !== (reason !== '')) {
    problems.push(`class "${name}" with the reason "${reason}"; only "no demand" has one, and needs it`);
  }
  return problems;
}

/** Hash of the lines `first` to `last` (from 1) of a text. */
export function hashLines(lines: readonly string[], first: number, last: number): string {
  const text = lines.slice(first - 1, last).join('\n');
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
