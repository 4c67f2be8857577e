import { type Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { type Board } from '../kit/board';
import { type Duration } from '../kit/duration';
import { type DatasourceUrls } from '../query/ask';
import { timeRange } from '../query/range';
import { type Choice } from '../query/variables';
import { type DrawnBoard, drawBoard } from './board/drawn-board';
import { positionOf, rectangleOf } from './board/geometry';
import { boardData } from './data/board-data';
import { contentSize } from './draw';

/** What is previewed, and from where its data comes. */
export interface Preview {
  readonly boards: readonly Board[];
  readonly urls: DatasourceUrls;
  readonly scrapeInterval: Duration;
  /** Base URL of a Grafana, without a trailing slash: links to what only it has lead there. */
  readonly grafanaUrl?: string;
}

/** Which view of a board is drawn. */
export interface View {
  readonly choice: Choice;
  /** Grafana time, e.g. `now-1h`; default: the board's own. */
  readonly from?: string;
  readonly to?: string;
  /** URL of a board's page, given its uid and the query of a link. */
  readonly boardHref: (uid: string, query: string) => string;
}

/**
 * A board with every panel drawn, or marked where its type is not drawn here.
 * @throws Error if the range cannot be read or the values of a variable cannot be had
 */
export async function previewBoard(preview: Preview, board: Board, view: View): Promise<DrawnBoard> {
  const { boards, urls, scrapeInterval, grafanaUrl } = preview;
  const { from, to } = rangeTexts(board, view);
  const range = timeRange(from, to, Date.now() / 1000);
  const width = (panel: Pick<Panel, 'gridPos'>): number => contentSize(rectangleOf(positionOf(panel))).width;
  const data = await boardData(board, { urls, scrapeInterval, choice: view.choice, range, width });
  const known = boards.map(({ uid, title, model }) => ({ uid, title, tags: model.tags ?? [] }));
  const { boardHref } = view;
  const links = {
    variables: data.variables,
    range,
    boardHref,
    ...(grafanaUrl === undefined ? {} : { grafanaUrl }),
  };
  return drawBoard(data, links, known);
}

/** The range of the view, or the board's own. */
export function rangeTexts(board: Board, { from, to }: Pick<View, 'from' | 'to'>) {
  return { from: from ?? board.model.time?.from ?? 'now-1h', to: to ?? board.model.time?.to ?? 'now' };
}
