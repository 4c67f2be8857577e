import { type Outcome, targetKey } from './outcome';
import { type PanelProof } from './prove';
import { type Summary } from './summary';

const MARKS = { ok: 'ok', excused: 'excused', failed: 'FAIL', none: '' } as const;

/** Each target with its checks, as a page of Markdown. */
export function matrixMarkdown(proof: PanelProof, summary: Summary): string {
  const columns = ['quiet', 'fault', ...proof.choices];
  const byTarget = new Map<string, Outcome[]>();
  for (const outcome of proof.outcomes) {
    const key = targetKey(outcome.target);
    byTarget.set(key, [...(byTarget.get(key) ?? []), outcome]);
  }
  const rows = [...byTarget.values()].map((outcomes) => {
    const { board, panelTitle, refId } = outcomes[0]!.target;
    const cell = (column: string): string =>
      mark(outcomes.find(({ check, choice }) => (check === 'data' ? choice : check) === column));
    return [board, panelTitle, refId, ...columns.map(cell)];
  });
  return [
    `# Panels of the preset ${proof.preset}`,
    '',
    countsLine(summary),
    '',
    tableRow(['Board', 'Panel', 'Query', ...columns]),
    tableRow(['---', '---', '---', ...columns.map(() => '---')]),
    ...rows.map(tableRow),
    '',
    ...excuses(proof.outcomes),
    ...proof.percentiles.map(
      ({ panel, percentile, shown, exact, ok }) =>
        `- ${panel} ${percentile}: ${shown.toFixed(4)} s, exact ${exact.toFixed(4)} s, ${ok ? 'same bucket' : 'ANOTHER BUCKET'}`,
    ),
    ...proof.chains.map(
      ({ alert, ok, steps }) => `- ${ok ? 'chain' : 'BROKEN CHAIN'} of ${alert}: ${steps.join(' -> ')}`,
    ),
    '',
  ].join('\n');
}

/** The counts in one line. */
export function countsLine(summary: Summary): string {
  const { boards, panels, targets, proven, excused, failed, quiet, moved, slowestMs } = summary;
  return [
    `${boards} boards, ${panels} panels, ${targets} targets: ${proven} proven, ${excused} excused, ${failed} failed`,
    `${quiet} have to be 0 while all is well, of which the fault of this run has to move ${moved}`,
    `slowest query ${Math.round(slowestMs)} ms`,
  ].join('; ');
}

function mark(outcome: Outcome | undefined): string {
  if (outcome === undefined) return MARKS.none;
  if (outcome.ok) return MARKS.ok;
  return outcome.excuse === undefined ? MARKS.failed : MARKS.excused;
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function excuses(outcomes: readonly Outcome[]): readonly string[] {
  return [
    ...new Set(
      outcomes.flatMap(({ target, check, excuse }) =>
        excuse === undefined
          ? []
          : [`- excused: ${target.board} "${target.panelTitle}", ${check}: ${excuse}`],
      ),
    ),
  ];
}
