import { type Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { type Board, type ExpectedPanel } from './board';
import { GRID_COLUMNS, overlap, type Position } from './grid';
import { isRow, panels, targetsJson } from './targets';

export type Rule =
  | 'board-uid'
  | 'board-title'
  | 'panel-id'
  | 'panel-missing'
  | 'panel-unknown'
  | 'panel-text'
  | 'panel-links'
  | 'grid'
  | 'target-missing'
  | 'target-changed'
  | 'target-ref';

/** One thing that is wrong with a board's model. */
export interface Problem {
  /** Uid of the board. */
  readonly board: string;
  /** Id of the panel, where it is about one. */
  readonly panel?: number;
  readonly rule: Rule;
  readonly message: string;
}

/**
 * Compares the models with what the boards were compiled to, and with what Grafana and its users need: unique uids,
 * ids and refIds, panels that do not overlap, and on every panel queries, unit, description, text for "nothing came
 * back" and links.
 */
export function checkBoards(boards: readonly Board[]): Problem[] {
  return [...uniqueBoards(boards), ...boards.flatMap(checkBoard)];
}

function uniqueBoards(boards: readonly Board[]): Problem[] {
  const repeated = (values: readonly string[]) => (_: string, index: number) =>
    values.indexOf(values[index]!) !== index;
  const uids = boards.map((board) => String(board.model.uid));
  const titles = boards.map((board) => `${board.folder}: ${board.model.title}`);
  return [
    ...uids.filter(repeated(uids)).map((uid): Problem => ({
      board: uid,
      rule: 'board-uid',
      message: `uid "${uid}" is used by two boards: Grafana then refuses every board of the folder`,
    })),
    ...titles.filter(repeated(titles)).map((title): Problem => ({
      board: title,
      rule: 'board-title',
      message: `"${title}" names two boards: titles are unique within a folder`,
    })),
  ];
}

function checkBoard(board: Board): Problem[] {
  const drawn = panels(board.model);
  const add = (rule: Rule, message: string, panel?: number): Problem => ({
    board: board.uid,
    ...(panel === undefined ? {} : { panel }),
    rule,
    message,
  });
  return [
    ...ids(board).map((message) => add('panel-id', message)),
    ...gridProblems(board).map((message) => add('grid', message)),
    ...board.expected
      .filter(({ id }) => !drawn.some((panel) => panel.id === id))
      .map(({ id, title }) => add('panel-missing', `panel "${title}" is gone from the model`, id)),
    ...drawn.flatMap((panel) => {
      const expected = board.expected.find(({ id }) => id === panel.id);
      return checkPanel(panel, expected).map(({ rule, message }) =>
        add(rule, `panel "${panel.title ?? ''}" ${message}`, panel.id),
      );
    }),
  ];
}

function ids(board: Board): string[] {
  const all = (board.model.panels ?? []).flatMap((panel) =>
    isRow(panel) ? [panel, ...panel.panels] : [panel],
  );
  const seen = new Set<number>();
  return all.flatMap(({ id, title }) => {
    if (id === undefined || id < 1) return [`panel "${title ?? ''}" has no id: links to it cannot be made`];
    if (seen.has(id)) return [`panel "${title ?? ''}" has id ${id}, which another panel has: ids are unique`];
    seen.add(id);
    return [];
  });
}

function gridProblems(board: Board): string[] {
  const placed = (board.model.panels ?? []).flatMap((panel) =>
    isRow(panel) ? [panel, ...panel.panels] : [panel],
  );
  return placed.flatMap((panel, index) => {
    const title = panel.title ?? '';
    const place: Position | undefined = panel.gridPos;
    if (place === undefined) return [`panel "${title}" has no place on the grid`];
    const outside = place.x < 0 || place.y < 0 || place.x + place.w > GRID_COLUMNS;
    const others = placed.slice(0, index).filter((other) => other.gridPos && overlap(other.gridPos, place));
    return [
      ...(outside ? [`panel "${title}" leaves the ${GRID_COLUMNS} columns of the grid`] : []),
      ...others.map((other) => `panel "${title}" overlaps panel "${other.title ?? ''}"`),
    ];
  });
}

type Finding = Pick<Problem, 'rule' | 'message'>;

function checkPanel(panel: Panel, expected: ExpectedPanel | undefined): Finding[] {
  const defaults = panel.fieldConfig?.defaults;
  // A list of boards draws no values: there is nothing to ask for, and nothing to click.
  if (panel.type === 'dashlist') {
    return (panel.description ?? '') === ''
      ? [{ rule: 'panel-text', message: 'has no description' }]
      : checkKnown(expected);
  }
  const texts: readonly (readonly [string, string | undefined])[] = [
    ['description', panel.description],
    ['unit', defaults?.unit],
    ['text for missing data (noValue)', defaults?.noValue],
  ];
  return [
    ...texts
      .filter(([, text]) => text === undefined || text === '')
      .map(([what]): Finding => ({ rule: 'panel-text', message: `has no ${what}` })),
    ...((defaults?.links ?? []).length === 0
      ? [{ rule: 'panel-links', message: 'has no data link: say where to look next' } as const]
      : []),
    ...checkTargets(panel, expected),
  ];
}

function checkKnown(expected: ExpectedPanel | undefined): Finding[] {
  return expected === undefined
    ? [{ rule: 'panel-unknown', message: 'is not a panel that the board was compiled to' }]
    : [];
}

function checkTargets(panel: Panel, expected: ExpectedPanel | undefined): Finding[] {
  const found = targetsJson(panel);
  const refIds = found.map(({ refId }) => refId ?? '');
  const bad = refIds.filter((refId, index) => refId === '' || refIds.indexOf(refId) !== index);
  const findings: Finding[] = bad.map((refId) => ({
    rule: 'target-ref',
    message: refId === '' ? 'has a target without refId' : `has two targets with refId "${refId}"`,
  }));
  if (found.length === 0) findings.push({ rule: 'target-missing', message: 'has no target' });
  if (expected === undefined) return [...findings, ...checkKnown(expected)];
  for (const { refId, expr } of expected.targets) {
    const target = found.find((candidate) => candidate.refId === refId);
    if (target === undefined)
      findings.push({ rule: 'target-missing', message: `has lost target "${refId}"` });
    else if ((target.expr ?? target.query) !== expr) {
      findings.push({
        rule: 'target-changed',
        message: `has another query at "${refId}" than it was compiled to`,
      });
    }
  }
  return findings;
}
