import { type AnnotationQuery } from '@grafana/grafana-foundation-sdk/dashboard';
import { type Board } from '../../kit/board';
import { ask, type Asking } from '../../query/ask';
import { type Series } from '../../query/answer';
import { type Mark } from '../charts/input';
import { colorOf } from '../values/palette';

/** More lines than these would hide the panels. */
const MOST_MARKS = 40;

/** Points of time that the board's annotations name, within its range. An annotation that cannot be asked draws none. */
export async function marksOf(board: Board, asking: Asking): Promise<readonly Mark[]> {
  const found = (board.model.annotations.list ?? []).map(async (annotation) => {
    if (annotation.expr === undefined || annotation.enable === false) return [];
    const target = {
      expr: annotation.expr,
      datasource: 'prometheus',
      mode: 'range',
      exemplar: false,
    } as const;
    const answer = await ask(target, asking).catch(() => undefined);
    return answer?.kind === 'series'
      ? answer.series.flatMap((series) => marksOfSeries(annotation, series))
      : [];
  });
  const { from, to } = asking.range;
  return (await Promise.all(found))
    .flat()
    .filter(({ at }) => at >= from * 1000 && at <= to * 1000)
    .slice(0, MOST_MARKS);
}

/** The times that the values are, or the times at which the series begins, and begins again after a gap. */
function marksOfSeries(annotation: AnnotationQuery, { labels, points }: Series): Mark[] {
  const text = (annotation.titleFormat ?? annotation.name).replace(
    /\{\{\s*(\w+)\s*\}\}/g,
    (_, label: string) => labels[label] ?? '',
  );
  const color = colorOf(annotation.iconColor);
  const times = annotation.useValueForTime === true ? points.map(([, value]) => value) : begins(points);
  return [...new Set(times)].map((at) => ({ at, text, color }));
}

function begins(points: Series['points']): number[] {
  const step = Math.min(...points.slice(1).map(([at], index) => at - points[index]![0]));
  return points.flatMap(([at], index) => {
    const before = points[index - 1]?.[0];
    return before === undefined || at - before > step * 1.5 ? [at] : [];
  });
}
