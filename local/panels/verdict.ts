import { type Answer, shownCount, type Target } from '../../dashboards';
import { type Check } from './outcome';

/** Whether an answer is what the check wants, and the evidence or what was found instead. */
export function verdict(check: Check, target: Target, answer: Answer): { ok: boolean; detail: string } {
  const count = shownCount(answer);
  if (check === 'data') {
    return { ok: count > 0, detail: count > 0 ? `${count} values` : 'no finite sample' };
  }
  if (answer.kind !== 'series') {
    return { ok: check === 'quiet' ? count === 0 : count > 0, detail: `${count} lines` };
  }
  const values = answer.series
    .flatMap(({ points }) => points.map(([, value]) => value))
    .filter(Number.isFinite);
  if (values.length === 0) {
    // Loki counts lines that there are: without one there is no series, which is as good as 0.
    return { ok: check === 'quiet' && target.datasource === 'loki', detail: 'absent: no finite sample' };
  }
  const most = Math.max(...values);
  const ok = check === 'quiet' ? values.every((value) => value === 0) : most > 0;
  return { ok, detail: `${values.length} values, at most ${most}` };
}
