import { BOARD_WIDTH } from '../board/geometry';
import { type DrawnBoard, type DrawnPanel } from '../board/drawn-board';
import { HEADER, PADDING } from '../draw';
import { escapeHtml } from '../page/html';
import { drawingSvg } from './drawing-svg';
import { textSvg } from './text';

const TITLE_HEIGHT = 44;

/**
 * The board, or some of its rows, as one SVG picture without scripts, links or fonts of its own.
 * @param rows titles of the rows that are shown; all by default
 * @throws Error naming a row that the board does not have, and those that it has
 */
export function boardPicture(board: DrawnBoard, rows?: readonly string[]): string {
  const { panels, shownRows } = chosenRows(board, rows);
  const top = Math.min(...[...shownRows, ...panels].map(({ place }) => place.y));
  const bottom = Math.max(...[...shownRows, ...panels].map(({ place }) => place.y + place.height));
  const height = bottom - top + TITLE_HEIGHT + PADDING;
  const width = BOARD_WIDTH + 2 * PADDING;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" role="img" aria-label="${escapeHtml(board.title)}">`,
    `<rect width="${width}" height="${height}" fill="#f4f5f5"/>`,
    textSvg(board.title, { x: 14, y: 28, size: 18, color: '#24292e', weight: 600, width: BOARD_WIDTH }),
    `<g transform="translate(${PADDING} ${TITLE_HEIGHT - top})">`,
    ...shownRows.map(({ title, place }) =>
      textSvg(title, {
        x: place.x + 4,
        y: place.y + 22,
        size: 14,
        color: '#24292e',
        weight: 600,
        width: BOARD_WIDTH,
      }),
    ),
    ...panels.map(panelSvg),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function chosenRows(board: DrawnBoard, titles: readonly string[] | undefined) {
  if (titles === undefined) return { panels: board.panels, shownRows: board.rows };
  const known = board.rows.map(({ title }) => title);
  const unknown = titles.filter((title) => !known.includes(title));
  if (unknown.length > 0) {
    throw new Error(`board ${board.uid} has no row "${unknown.join('", "')}"; it has: ${known.join(', ')}`);
  }
  const shownRows = board.rows.filter(({ title }) => titles.includes(title));
  const rowOf = (panel: DrawnPanel) => board.rows.findLast(({ place }) => place.y <= panel.place.y)?.title;
  return { shownRows, panels: board.panels.filter((panel) => titles.includes(rowOf(panel) ?? '')) };
}

function panelSvg({ place, title, drawing }: DrawnPanel): string {
  const { x, y, width, height } = place;
  const inner = { width: width - 2 * PADDING, height: height - HEADER - PADDING };
  return [
    `<g transform="translate(${x} ${y})">`,
    `<rect width="${width}" height="${height}" rx="3" fill="#ffffff" stroke="#d8dce0"/>`,
    textSvg(title, { x: PADDING, y: 20, size: 13, color: '#24292e', weight: 600, width: inner.width }),
    `<svg x="${PADDING}" y="${HEADER}" width="${inner.width}" height="${inner.height}">`,
    drawingSvg(drawing, inner),
    '</svg>',
    '</g>',
  ].join('\n');
}
