import { type Board, checkBoards, lintBoards, type Target, targets } from '../../dashboards';
import { type RunningStack } from '../running-stack';
import { askTargets } from './ask-targets';

/** Long enough for a board's rates; what is asked here has to be absent in any case. */
const SECONDS = 60;

/** A board with one thing wrong, and whether that is seen. */
interface Sabotage {
  readonly name: string;
  readonly break: (board: Board) => Board;
  /** Whether what is live shows it, or the check of the models. */
  readonly seenBy: 'data' | 'check';
}

const SABOTAGES: readonly Sabotage[] = [
  {
    name: 'a metric that was renamed in the gateway',
    break: (board) => withExpr(board, victim(board), (expr) => expr.replace(/\w+(?=\{)/, '$&_renamed')),
    seenBy: 'data',
  },
  {
    name: 'a label that the gateway no longer has',
    break: (board) =>
      withExpr(board, victim(board), (expr) => expr.replace('{', '{label_that_was_dropped!="",')),
    seenBy: 'data',
  },
  {
    name: 'a query that was deleted',
    break: (board) => withModel(board, victim(board).panelId, (panel) => ({ ...panel, targets: [] })),
    seenBy: 'check',
  },
  {
    name: 'a link to a board that there is not',
    break: (board) =>
      withModel(board, victim(board).panelId, (panel) => ({
        ...panel,
        links: [{ title: 'Nowhere', url: '/d/no-such-board' }],
      })),
    seenBy: 'check',
  },
];

/** Breaks the boards of a running stack in each way, one after the other. @returns the ways that were not noticed */
export async function sabotages(stack: RunningStack): Promise<readonly string[]> {
  const unnoticed: string[] = [];
  for (const { name, break: breakIt, seenBy } of SABOTAGES) {
    const [first, ...rest] = stack.boards;
    const board = breakIt(first!);
    const isNoticed =
      seenBy === 'check'
        ? checkBoards([board, ...rest]).length + lintBoards([board, ...rest], stack.binding).length > 0
        : await isRed(stack, board, victim(first!));
    if (!isNoticed) unnoticed.push(name);
  }
  return unnoticed;
}

async function isRed(stack: RunningStack, board: Board, { panelId, refId }: Target): Promise<boolean> {
  const round = { check: 'data', name: 'All', choice: {}, seconds: SECONDS } as const;
  const outcomes = await askTargets(stack, [board], round, []);
  const own = outcomes.filter(({ target }) => target.panelId === panelId && target.refId === refId);
  return own.length > 0 && own.every(({ ok }) => !ok);
}

/** A query of one metric: the others of its panel are left alone. */
function victim(board: Board): Target {
  const found = targets(board).find(
    ({ datasource, expr }) => datasource === 'prometheus' && /^\w+ by/.test(expr),
  );
  const first = found ?? targets(board).find(({ datasource }) => datasource === 'prometheus');
  if (first === undefined) throw new Error(`board ${board.uid} has no query to break`);
  return first;
}

type PanelJson = Readonly<Record<string, unknown>> & {
  readonly id?: number;
  readonly targets?: readonly object[];
};

function withExpr(board: Board, { panelId, refId }: Target, change: (expr: string) => string): Board {
  return withModel(board, panelId, (panel) => ({
    ...panel,
    targets: (panel.targets as readonly { refId: string; expr: string }[]).map((target) =>
      target.refId === refId ? { ...target, expr: change(target.expr) } : target,
    ),
  }));
}

function withModel(board: Board, panelId: number, change: (panel: PanelJson) => PanelJson): Board {
  const list = (board.model.panels ?? []) as unknown as readonly PanelJson[];
  const changed = list.map((panel) => (panel.id === panelId ? change(panel) : panel));
  return {
    ...board,
    model: { ...board.model, panels: changed as unknown as NonNullable<Board['model']['panels']> },
  };
}
