import { type Board, targets } from '../../dashboards';
import { freshBoards } from '../../dashboards/kit/fixture';
import { excuseOf } from './excused';
import { matrixMarkdown } from './matrix';
import { type Outcome } from './outcome';
import { type PanelProof } from './prove';
import { summarize } from './summary';

const boards: readonly Board[] = freshBoards().slice(0, 1);
const all = boards.flatMap(targets);

const fine = (): Outcome[] =>
  all.map((target) => ({
    target,
    check: 'data',
    choice: 'All',
    ok: true,
    detail: '3 values',
    milliseconds: 5,
  }));

function proofOf(outcomes: readonly Outcome[]): PanelProof {
  const chains = [{ alert: 'GatewayHighErrorRatio', ok: true, steps: ['board'] }];
  return { preset: 'default', boards, choices: ['All'], outcomes, percentiles: [], chains };
}

describe('summarize', () => {
  it('counts what is proven', () => {
    const summary = summarize(proofOf(fine()));
    expect(summary).toMatchObject({ boards: 1, targets: all.length, proven: all.length, failed: 0 });
    expect(summary.problems).toEqual([]);
  });

  it('says what failed, with its query, and what was not asked', () => {
    const [first, , ...rest] = fine();
    const summary = summarize(proofOf([{ ...first!, ok: false, detail: 'no finite sample' }, ...rest]));
    expect(summary).toMatchObject({ proven: all.length - 2, failed: 2 });
    expect(summary.problems[0]).toContain(first!.target.expr);
    expect(summary.problems[1]).toContain('was not asked');
  });

  it('says what was too slow', () => {
    const [first, ...rest] = fine();
    const { problems } = summarize(proofOf([{ ...first!, milliseconds: 1500 }, ...rest]));
    expect(problems).toEqual([expect.stringContaining('took 1500 ms')]);
  });

  it('excuses few targets only', () => {
    const excused = fine().map((outcome) => ({ ...outcome, ok: false, excuse: 'why' }));
    const { excused: count, failed, problems } = summarize(proofOf(excused));
    expect([count, failed]).toEqual([all.length, 0]);
    expect(problems).toEqual([expect.stringContaining('are excused, more than 2 %')]);
  });

  it('says which chain is broken, and that there was none', () => {
    const broken = { ...proofOf(fine()), chains: [{ alert: 'A', ok: false, steps: ['board', 'no data'] }] };
    expect(summarize(broken).problems).toEqual(['chain of A: board -> no data']);
    expect(summarize({ ...broken, chains: [] }).problems).toHaveLength(1);
  });
});

describe('excuseOf', () => {
  const excuse = { panel: all[0]!.panelId, check: 'data', reason: 'why', until: '2027-01-01' } as const;
  const failed = fine()[0]!;

  it('counts for its panel, its check and its preset, and until its day', () => {
    expect(excuseOf(failed, 'default', [excuse], '2026-12-31')).toBe('why');
    expect(excuseOf(failed, 'default', [excuse], '2027-01-01')).toBeUndefined();
    expect(excuseOf({ ...failed, check: 'quiet' }, 'default', [excuse], '2026-12-31')).toBeUndefined();
    expect(excuseOf(failed, 'default', [{ ...excuse, preset: 'eucora' }], '2026-12-31')).toBeUndefined();
    expect(excuseOf(failed, 'default', [{ ...excuse, panel: -1 }], '2026-12-31')).toBeUndefined();
  });
});

it('the matrix has a row for each target, and says what failed', () => {
  const [first, ...rest] = fine();
  const proof = proofOf([{ ...first!, ok: false }, ...rest]);
  const rows = matrixMarkdown(proof, summarize(proof))
    .split('\n')
    .filter((line) => line.startsWith(`| ${boards[0]!.uid} |`));
  expect(rows).toHaveLength(all.length);
  expect(rows.filter((row) => row.includes('FAIL'))).toHaveLength(1);
});
