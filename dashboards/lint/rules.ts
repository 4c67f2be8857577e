import { type Binding } from '../../instrumentation/contract';
import { type Board } from '../kit/board';
import { type Target } from '../kit/targets';

/** What a rule is given. */
export interface LintInput {
  readonly board: Board;
  /** Every board of the preset: what links may lead to. */
  readonly boards: readonly Board[];
  readonly binding: Binding;
}

/** What a rule says: the panel that it is about, where there is one, and what is wrong. */
export interface Finding {
  readonly panel?: number;
  readonly message: string;
}

/** A finding about a query, in words that name it. */
export function aboutTarget({ panelId, panelTitle, refId }: Target, message: string): Finding {
  return { panel: panelId, message: `panel "${panelTitle}", query "${refId}" ${message}` };
}
