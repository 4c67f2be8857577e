import { type Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { type Position } from '../../kit/grid';
import { GRID_COLUMNS } from '../../kit/grid';
import { type Size } from '../drawing';

/** Width of a board in pixels; pages scale it to the window. */
export const BOARD_WIDTH = 1200;
/** Grafana's 30 pixels and its gap. */
const ROW_HEIGHT = 38;
const GAP = 8;

/** A rectangle in pixels. */
export interface Rectangle extends Size {
  readonly x: number;
  readonly y: number;
}

/** Where a panel is on the board. */
export function rectangleOf({ x, y, w, h }: Position): Rectangle {
  const column = (BOARD_WIDTH + GAP) / GRID_COLUMNS;
  return {
    x: Math.round(x * column),
    y: y * ROW_HEIGHT,
    width: Math.round(w * column) - GAP,
    height: h * ROW_HEIGHT - GAP,
  };
}

/** Place of a panel that the model gives none: its own column. */
export function positionOf(panel: Pick<Panel, 'gridPos'>): Position {
  return panel.gridPos ?? { x: 0, y: 0, w: GRID_COLUMNS, h: 8 };
}
