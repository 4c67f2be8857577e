import { panels, targets, targetsJson } from '../kit/targets';
import { parseQuery } from './parse';
import { aboutTarget, type Finding, type LintInput } from './rules';

/** A legend names only labels that its query groups by: another one would leave a hole in every name. */
export function legends({ board }: LintInput): Finding[] {
  const formats = new Map(
    panels(board.model).flatMap((panel) =>
      targetsJson(panel).map((json) => [
        `${panel.id ?? 0}/${json.refId ?? ''}`,
        (json as { legendFormat?: string }).legendFormat ?? '',
      ]),
    ),
  );
  return targets(board)
    .filter(({ datasource }) => datasource === 'prometheus')
    .flatMap((target) => {
      const format = formats.get(`${target.panelId}/${target.refId}`) ?? '';
      const named = [...format.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, label]) => label!);
      const { grouped, selected } = parseQuery(target.expr);
      // Without an aggregation a series keeps all of its labels.
      if (
        grouped.length === 0 &&
        selected.length > 0 &&
        !/\bsum\s*\(|\bmax\s*\(|\bmin\s*\(|\bcount\s*\(/.test(target.expr)
      )
        return [];
      return named
        .filter((label) => !grouped.includes(label))
        .map((label) => aboutTarget(target, `has {{${label}}} in its legend, which it does not group by`));
    });
}
