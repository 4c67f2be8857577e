import { type Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { type Board } from './board';
import { checkBoards } from './check';
import { freshBoard, freshBoards } from './fixture';
import { panels } from './targets';

const ERROR_RATIO = 202;
const HEAP = 505;

function panel(board: Board, id: number): Panel {
  const found = panels(board.model).find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`the fixture has no panel ${id}`);
  return found;
}

/** Breaks a fresh board and returns rule and panel of what is then wrong. */
function wrongAfter(breakIt: (board: Board) => void): { rule: string; panel?: number }[] {
  const board = freshBoard();
  breakIt(board);
  return checkBoards([board]).map(({ rule, panel: id }) => ({
    rule,
    ...(id === undefined ? {} : { panel: id }),
  }));
}

describe('checkBoards', () => {
  it('finds nothing on the boards as they are', () => {
    expect(freshBoards().length).toBeGreaterThan(0);
    expect(checkBoards(freshBoards())).toEqual([]);
  });

  it('notices a deleted panel', () => {
    expect(
      wrongAfter(({ model }) => {
        model.panels = model.panels!.filter(({ id }) => id !== ERROR_RATIO);
      }),
    ).toEqual([{ rule: 'panel-missing', panel: ERROR_RATIO }]);
  });

  it('notices a panel that lost all targets, and one that lost one', () => {
    expect(wrongAfter((board) => (panel(board, HEAP).targets = []))).toEqual([
      { rule: 'target-missing', panel: HEAP },
      { rule: 'target-missing', panel: HEAP },
      { rule: 'target-missing', panel: HEAP },
    ]);
    expect(wrongAfter((board) => panel(board, HEAP).targets!.pop())).toEqual([
      { rule: 'target-missing', panel: HEAP },
    ]);
  });

  it('notices a changed query', () => {
    expect(
      wrongAfter((board) => {
        Object.assign(panel(board, ERROR_RATIO).targets![0]!, { expr: 'vector(0)' });
      }),
    ).toEqual([{ rule: 'target-changed', panel: ERROR_RATIO }]);
  });

  it('notices a repeated and a lost refId', () => {
    expect(
      wrongAfter((board) => panel(board, ERROR_RATIO).targets!.push(panel(board, ERROR_RATIO).targets![0]!)),
    ).toEqual([{ rule: 'target-ref', panel: ERROR_RATIO }]);
    expect(
      wrongAfter((board) => {
        Object.assign(panel(board, ERROR_RATIO).targets![0]!, { refId: undefined });
      }),
    ).toEqual([
      { rule: 'target-ref', panel: ERROR_RATIO },
      { rule: 'target-missing', panel: ERROR_RATIO },
    ]);
  });

  it('notices a repeated and a missing panel id', () => {
    expect(wrongAfter((board) => (panel(board, HEAP).id = ERROR_RATIO)).map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['panel-id', 'panel-missing']),
    );
    expect(wrongAfter((board) => delete panel(board, HEAP).id).map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['panel-id', 'panel-missing']),
    );
  });

  it('notices a panel that the board was not compiled to', () => {
    const stray = {
      ...structuredClone(panel(freshBoard(), HEAP)),
      id: 999,
      gridPos: { x: 0, y: 500, w: 4, h: 4 },
    };
    expect(wrongAfter(({ model }) => model.panels!.push(stray))).toEqual([
      { rule: 'panel-unknown', panel: 999 },
    ]);
  });

  it('notices overlap and a panel outside the grid', () => {
    const first = panel(freshBoard(), ERROR_RATIO).gridPos!;
    const overlapping = wrongAfter((board) => Object.assign(panel(board, HEAP), { gridPos: first }));
    expect(overlapping).toContainEqual({ rule: 'grid' });
    const outside = wrongAfter((board) =>
      Object.assign(panel(board, ERROR_RATIO), { gridPos: { ...first, x: 20 } }),
    );
    expect(outside).toContainEqual({ rule: 'grid' });
  });

  it.each(['unit', 'noValue'] as const)('notices a panel without %s', (field) => {
    expect(wrongAfter((board) => delete panel(board, HEAP).fieldConfig!.defaults[field])).toEqual([
      { rule: 'panel-text', panel: HEAP },
    ]);
  });

  it('notices a panel without description, and one without links', () => {
    expect(wrongAfter((board) => (panel(board, HEAP).description = ''))).toEqual([
      { rule: 'panel-text', panel: HEAP },
    ]);
    expect(wrongAfter((board) => (panel(board, HEAP).fieldConfig!.defaults.links = []))).toEqual([
      { rule: 'panel-links', panel: HEAP },
    ]);
  });

  it('notices two boards of one uid, and two of one title in a folder', () => {
    const other = freshBoard();
    expect(checkBoards([freshBoard(), other]).map(({ rule }) => rule)).toEqual(['board-uid', 'board-title']);
    other.model.uid = 'another';
    expect(checkBoards([freshBoard(), other]).map(({ rule }) => rule)).toEqual(['board-title']);
  });
});
