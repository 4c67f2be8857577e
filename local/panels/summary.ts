import { panels, targets } from '../../dashboards';
import { SLOWEST_MS } from './ask-targets';
import { MOST_EXCUSED } from './excused';
import { type Outcome, targetKey } from './outcome';
import { type PanelProof } from './prove';

export interface Summary {
  readonly boards: number;
  readonly panels: number;
  readonly targets: number;
  /** Targets whose every check came true. */
  readonly proven: number;
  readonly excused: number;
  readonly failed: number;
  /** Targets that have to be 0 while all is well, and those of them that the fault of the run has to move. */
  readonly quiet: number;
  readonly moved: number;
  readonly slowestMs: number;
  /** Why the proof does not hold; empty if it does. */
  readonly problems: readonly string[];
}

/** The counts of a proof, and what speaks against it. */
export function summarize({ boards, outcomes, percentiles, chains }: PanelProof): Summary {
  const all = boards.flatMap(targets);
  const bad = outcomes.filter(({ ok }) => !ok);
  const failures = bad.filter(({ excuse }) => excuse === undefined);
  const failed = keys(failures);
  const excused = new Set([...keys(bad)].filter((key) => !failed.has(key)));
  const reached = keys(outcomes.filter(({ check }) => check === 'data'));
  const unreached = all.filter((target) => !reached.has(targetKey(target)));
  const slowestMs = Math.max(0, ...outcomes.map(({ milliseconds }) => milliseconds));
  return {
    boards: boards.length,
    panels: boards.flatMap(({ model }) => panels(model)).length,
    targets: all.length,
    proven: all.length - failed.size - excused.size - unreached.length,
    excused: excused.size,
    failed: failed.size + unreached.length,
    quiet: keys(outcomes.filter(({ check }) => check === 'quiet')).size,
    moved: keys(outcomes.filter(({ check }) => check === 'fault')).size,
    slowestMs,
    problems: [
      ...failures.map(describe),
      ...unreached.map((target) => `${targetKey(target)} was not asked`),
      ...(slowestMs > SLOWEST_MS ? outcomes.filter((o) => o.milliseconds > SLOWEST_MS).map(slow) : []),
      ...(excused.size > all.length * MOST_EXCUSED
        ? [`${excused.size} of ${all.length} targets are excused, more than ${MOST_EXCUSED * 100} %`]
        : []),
      ...(chains.length === 0
        ? ['no alert that a board watches was received: no chain could be walked']
        : []),
      ...chains.filter(({ ok }) => !ok).map(({ alert, steps }) => `chain of ${alert}: ${steps.join(' -> ')}`),
      ...percentiles
        .filter(({ ok }) => !ok)
        .map(
          ({ panel, percentile, shown, exact }) =>
            `${panel} shows ${percentile} as ${shown} s, which is not in the bucket of the exact ${exact} s`,
        ),
    ],
  };
}

function keys(outcomes: readonly Outcome[]): Set<string> {
  return new Set(outcomes.map(({ target }) => targetKey(target)));
}

function describe({ target, check, choice, detail }: Outcome): string {
  return `${target.board} "${target.panelTitle}" ${target.refId}, ${check}, ${choice}: ${detail}: ${target.expr}`;
}

function slow({ target, milliseconds }: Outcome): string {
  return `${target.board} "${target.panelTitle}" ${target.refId} took ${Math.round(milliseconds)} ms, more than ${SLOWEST_MS}`;
}
