/** Grafana's grid is 24 columns wide. */
export const GRID_COLUMNS = 24;

const ROW_HEADER_HEIGHT = 1;

/** A rectangle on the grid, in columns and grid rows. */
export interface Position {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface Sized {
  readonly width: number;
  readonly height: number;
}

export interface PlacedRow {
  readonly header: Position;
  /** In the order of the row's panels. */
  readonly panels: readonly Position[];
}

/**
 * Places rows below each other and the panels of a row from left to right; a panel that does not fit into a line
 * begins the next, below the highest panel of the line before.
 * @throws Error naming the panel if a width is not 1..24 or a height is not positive
 */
export function layout(rows: readonly { readonly panels: readonly Sized[] }[]): PlacedRow[] {
  let y = 0;
  return rows.map((row) => {
    const header = { x: 0, y, w: GRID_COLUMNS, h: ROW_HEADER_HEIGHT };
    const placed = flow(row.panels, y + ROW_HEADER_HEIGHT);
    y = placed.bottom;
    return { header, panels: placed.positions };
  });
}

function flow(panels: readonly Sized[], top: number): { positions: Position[]; bottom: number } {
  let x = 0;
  let y = top;
  let lineHeight = 0;
  const positions = panels.map((panel, index) => {
    validate(panel, index);
    if (x + panel.width > GRID_COLUMNS) {
      x = 0;
      y += lineHeight;
      lineHeight = 0;
    }
    const position = { x, y, w: panel.width, h: panel.height };
    x += panel.width;
    lineHeight = Math.max(lineHeight, panel.height);
    return position;
  });
  return { positions, bottom: y + lineHeight };
}

function validate(panel: Sized, index: number): void {
  const whole = (value: number, most: number) => Number.isInteger(value) && value >= 1 && value <= most;
  if (!whole(panel.width, GRID_COLUMNS) || !whole(panel.height, Number.MAX_SAFE_INTEGER)) {
    throw new Error(
      `panel ${index + 1} of the row is ${panel.width} x ${panel.height}; allowed are whole widths of 1 to ${GRID_COLUMNS} and whole heights from 1 on`,
    );
  }
}

/** True if two rectangles share a cell. */
export function overlap(a: Position, b: Position): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}
