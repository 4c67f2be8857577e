import { type Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { type Board } from '../../kit/board';
import { type Duration } from '../../kit/duration';
import { panels, type Target, targets } from '../../kit/targets';
import { type Answer } from '../../query/answer';
import { ask, type Asking, type DatasourceUrls } from '../../query/ask';
import { type TimeRange } from '../../query/range';
import { type Choice, type Resolved, resolveVariables, variableValues } from '../../query/variables';
import { type Mark } from '../charts/input';
import { type Answers } from '../fields/field';
import { marksOf } from './marks';

/** What is asked for a board. */
export interface BoardQuestion {
  readonly urls: DatasourceUrls;
  readonly choice: Choice;
  readonly range: TimeRange;
  readonly scrapeInterval: Duration;
  /** Width of a panel in pixels: no more points are asked for. */
  readonly width: (panel: Panel) => number;
}

/** Everything that is drawn of a board. */
export interface BoardData {
  readonly board: Board;
  readonly range: TimeRange;
  readonly variables: Resolved;
  readonly marks: readonly Mark[];
  /** By id of the panel. */
  readonly answers: ReadonlyMap<number, Answers>;
}

/**
 * Asks every target of the board. A target that fails does not keep the others from being drawn: its error is its answer.
 * @throws Error if the values of a variable cannot be had
 */
export async function boardData(board: Board, question: BoardQuestion): Promise<BoardData> {
  const { range, choice, width, ...surroundings } = question;
  const asking = { ...surroundings, range, points: DEFAULT_POINTS };
  const variables = await resolveVariables(board, choice, asking);
  const values = variableValues(board, variables);
  const all = targets(board);
  const [marks, answers] = await Promise.all([
    marksOf(board, { ...asking, variables: values }),
    Promise.all(
      panels(board.model).map(async (panel) => {
        const id = panel.id ?? 0;
        const own = { ...asking, variables: values, points: width(panel) };
        return [
          id,
          await answersOf(
            all.filter(({ panelId }) => panelId === id),
            own,
          ),
        ] as const;
      }),
    ),
  ]);
  return { board, range, variables, marks, answers: new Map(answers) };
}

const DEFAULT_POINTS = 600;

async function answersOf(ofPanel: readonly Target[], asking: Asking): Promise<Answers> {
  const pairs = ofPanel.map(async (target) => {
    const answer = await ask(target, asking).catch((error: Error): Answer | Error => error);
    return [target.refId, answer] as const;
  });
  return new Map(await Promise.all(pairs));
}
