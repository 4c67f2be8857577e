import { bind } from '../../instrumentation/contract';
import { presets } from '../../instrumentation/presets';
import { type Board } from '../kit/board';
import { freshBoards } from '../kit/fixture';
import { panels } from '../kit/targets';
import { lintBoards, type LintRule } from '.';

const ERROR_RATIO = 202;
const DURATION = 203;

describe.each(Object.values(presets))('the boards of the preset $name', (preset) => {
  it('say nothing wrong', () => {
    expect(lintBoards(freshBoards(preset), bind(preset))).toEqual([]);
  });
});

type Json = { expr: string; legendFormat: string };

/** Breaks the overview, and returns the rules that say so about that panel. */
function rulesAfter(panelId: number, breakIt: (json: Json, board: Board) => void): LintRule[] {
  const preset = presets['default']!;
  const boards = freshBoards(preset);
  const board = boards.find(({ name }) => name === 'gatewayOverview')!;
  const panel = panels(board.model).find(({ id }) => id === panelId)!;
  breakIt(panel.targets![0] as unknown as Json, board);
  return lintBoards(boards, bind(preset))
    .filter(({ panel: id }) => id === panelId)
    .map(({ rule }) => rule);
}

const panelOf = (board: Board, id: number) => panels(board.model).find((panel) => panel.id === id)!;

describe('lintBoards', () => {
  it('notices a query that is no PromQL', () => {
    expect(rulesAfter(ERROR_RATIO, (json) => (json.expr += ' /'))).toContain('known-series');
  });

  it('notices a metric that the contract does not have', () => {
    expect(
      rulesAfter(
        ERROR_RATIO,
        (json) => (json.expr = json.expr.replaceAll('_requests_total', '_calls_total')),
      ),
    ).toContain('known-series');
  });

  it('notices a label that the metric does not have', () => {
    expect(rulesAfter(ERROR_RATIO, (json) => (json.expr = json.expr.replace('{', '{pod="a",')))).toEqual([
      'known-series',
    ]);
  });

  it('notices a window that does not follow the board', () => {
    expect(
      rulesAfter(ERROR_RATIO, (json) => (json.expr = json.expr.replace('$__rate_interval', '5m'))),
    ).toEqual(['rate-window']);
  });

  it('notices a legend with a label that is not there', () => {
    expect(rulesAfter(ERROR_RATIO, (json) => (json.legendFormat = '{{service}} {{route}}'))).toEqual([
      'legend',
    ]);
  });

  it('notices seconds that are drawn as something else', () => {
    expect(
      rulesAfter(DURATION, (_, board) => (panelOf(board, DURATION).fieldConfig!.defaults.unit = 'short')),
    ).toEqual(['unit', 'unit', 'unit']);
  });

  it.each([
    ['a board that there is not', '/d/no-such-board?from=${__from}', 'leads to board "no-such-board"'],
    [
      'a variable that the other board does not have',
      '/d/gatewatch-gateway-overview?var-colour=red',
      '"colour"',
    ],
    ['a variable that this board does not have', '/explore?q=${colour:pipe}', 'fills in "colour"'],
    ['the runbook of no alert', 'https://runbooks.example/NoSuchAlert.md', 'NoSuchAlert'],
    ['no page at all', '/nowhere', '"/nowhere"'],
  ])('notices a link to %s', (_, url, message) => {
    const preset = presets['default']!;
    const boards = freshBoards(preset);
    panelOf(boards[0]!, ERROR_RATIO).links = [{ title: 'L', url } as never];
    const found = lintBoards(boards, bind(preset));
    expect(found.map(({ rule }) => rule)).toEqual(['link']);
    expect(found[0]!.message).toContain(message);
  });
});
