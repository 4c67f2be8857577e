import { expectedTargets, panels, targets } from './targets';
import { freshBoard } from './fixture';

describe('targets', () => {
  const key = ({ panelId, panelTitle, refId }: { panelId: number; panelTitle: string; refId: string }) =>
    `${panelId} ${panelTitle} ${refId}`;

  it('lists every query of the model, each with what it reads', () => {
    const found = targets(freshBoard());
    expect(found.map(key)).toEqual(expectedTargets(freshBoard()).map(key));
    expect(found.length).toBeGreaterThan(30);
    expect(found.find(({ panelId }) => panelId === 201)).toMatchObject({
      board: 'gatewatch-gateway-overview',
      panelTitle: 'Requests by outcome',
      datasource: 'prometheus',
      mode: 'range',
      quietWhenHealthy: false,
      uses: [{ id: 'http.requests' }],
    });
  });

  it('follows the model, not what the board was compiled to', () => {
    const board = freshBoard();
    const [first] = panels(board.model);
    first!.targets = [];
    expect(targets(board).some(({ panelId }) => panelId === first!.id)).toBe(false);
    expect(expectedTargets(board).some(({ panelId }) => panelId === first!.id)).toBe(true);
  });

  it('claims to know nothing about a query that was changed', () => {
    const board = freshBoard();
    const ratio = panels(board.model).find(({ id }) => id === 202)!;
    Object.assign(ratio.targets![0]!, { expr: 'sum(nope_total)' });
    expect(targets(board).find(({ panelId }) => panelId === 202)).toMatchObject({
      expr: 'sum(nope_total)',
      uses: [],
      quietWhenHealthy: false,
    });
  });

  it('opens a collapsed row, as Grafana does', () => {
    const board = freshBoard();
    const drawn = panels(board.model);
    board.model.panels = [{ type: 'row', id: 1, collapsed: true, panels: drawn }];
    expect(targets(board).map(key)).toEqual(expectedTargets(board).map(key));
  });
});
