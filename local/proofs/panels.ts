import {
  ALL_VARIABLES,
  ask,
  type Board,
  checkBoards,
  shownCount,
  type Target,
  targets,
} from '../../dashboards';
import type { RunningStack } from '../running-stack';
import { eventually } from './eventually';

/** Range that the queries of a board are run over: long enough for its rates, short enough for a young stack. */
const RANGE_SECONDS = 120;

const STEP_SECONDS = 5;

/**
 * Every query of every panel returns at least one finite sample.
 * @throws Error naming each panel whose query returns none
 */
export async function provePanels(
  stack: RunningStack,
  boards: readonly Board[],
  timeoutMs: number,
): Promise<string> {
  const structural = checkBoards(boards);
  if (structural.length > 0) {
    throw new Error(
      structural.map(({ board, panel, message }) => `${board} ${panel ?? ''}: ${message}`).join('; '),
    );
  }
  const every = boards.flatMap((board) => targets(board));
  const all = every.filter(({ excused }) => excused === undefined);
  const excused = every.filter((target) => target.excused !== undefined);
  const missing = await Promise.all(
    all.map((target) =>
      eventually(async () => ((await samples(stack, target)) > 0 ? true : undefined), {
        what: target.panelTitle,
        timeoutMs,
      }).then(
        () => undefined,
        (error: Error) =>
          `"${target.panelTitle}" ${target.refId}: no finite sample (${error.message}): ${target.expr}`,
      ),
    ),
  );
  const empty = missing.filter((problem) => problem !== undefined);
  if (empty.length > 0)
    throw new Error(`${empty.length} of ${all.length} queries are empty: ${empty.join('; ')}`);
  return `${boards.length} board(s), ${new Set(all.map((t) => `${t.board}/${t.panelId}`)).size} panels, ${all.length} queries${reasons(excused)}`;
}

/** Number of finite samples, or of log lines, that the target's query returns. */
async function samples(stack: RunningStack, target: Target): Promise<number> {
  const { prometheus, loki, tempo } = stack.endpoints;
  const to = Date.now() / 1000;
  const answer = await ask(
    { ...target, mode: 'range', exemplar: false },
    {
      urls: { prometheus, loki, tempo },
      variables: ALL_VARIABLES,
      range: { from: to - RANGE_SECONDS, to },
      points: RANGE_SECONDS / STEP_SECONDS,
      scrapeInterval: `${stack.scrapeIntervalSeconds}s`,
    },
  );
  return shownCount(answer);
}

function reasons(excused: readonly Target[]): string {
  return excused
    .map(({ panelTitle, excused: reason }) => `; not run: "${panelTitle}" (${reason ?? ''})`)
    .join('');
}
