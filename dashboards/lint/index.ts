import { type Binding } from '../../instrumentation/contract';
import { type Board } from '../kit/board';
import { knownSeries } from './known-series';
import { legends } from './legends';
import { links } from './links';
import { rateWindows } from './rate-windows';
import { type Finding, type LintInput } from './rules';
import { units } from './units';

const RULES = {
  'known-series': knownSeries,
  'rate-window': rateWindows,
  legend: legends,
  unit: units,
  link: links,
} as const satisfies Record<string, (input: LintInput) => Finding[]>;

export type LintRule = keyof typeof RULES;

/** One thing that is wrong with a board's queries, units, legends or links. */
export interface LintProblem extends Finding {
  /** Uid of the board. */
  readonly board: string;
  readonly rule: LintRule;
}

/** What is wrong with what the boards say, as opposed to how they are built, which `checkBoards` looks at. */
export function lintBoards(boards: readonly Board[], binding: Binding): LintProblem[] {
  return boards.flatMap((board) =>
    (Object.keys(RULES) as LintRule[]).flatMap((rule) =>
      RULES[rule]({ board, boards, binding }).map((finding) => ({ board: board.uid, rule, ...finding })),
    ),
  );
}
