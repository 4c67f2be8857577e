import {
  ALL_VARIABLES,
  type Board,
  checkBoards,
  interpolate,
  rateInterval,
  type Target,
  targets,
} from '../../dashboards';
import { queryLogs } from '../clients/loki';
import { prometheusClient } from '../clients/prometheus';
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
  const expr = interpolate(
    target.expr,
    ALL_VARIABLES,
    {
      rateInterval: rateInterval(`${stack.scrapeIntervalSeconds}s`, `${STEP_SECONDS}s`),
      interval: `${STEP_SECONDS}s`,
      range: `${RANGE_SECONDS}s`,
    },
    target.datasource,
  );
  switch (target.datasource) {
    case 'prometheus': {
      const end = Date.now() / 1000;
      const found = await prometheusClient(stack.endpoints.prometheus).queryRange(expr, {
        start: end - RANGE_SECONDS,
        end,
        step: STEP_SECONDS,
      });
      return found.flatMap(({ values }) => values).filter(Number.isFinite).length;
    }
    case 'loki':
      return (await queryLogs(stack.endpoints.loki, expr)).length;
    default:
      throw new Error(`no API here answers ${target.datasource} queries`);
  }
}

function reasons(excused: readonly Target[]): string {
  return excused
    .map(({ panelTitle, excused: reason }) => `; not run: "${panelTitle}" (${reason ?? ''})`)
    .join('');
}
