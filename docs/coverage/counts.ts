import { type CoverageRow, KINDS_APART } from './coverage';

/** How many rows of a preset are what, in all and by kind. */
export interface Counts {
  readonly rows: number;
  readonly met: number;
  readonly unmet: number;
  readonly planned: number;
  /** Unmet rows by kind, most first; kinds that are counted apart are in {@link apart}. */
  readonly unmetByKind: readonly (readonly [kind: string, count: number])[];
  readonly apart: readonly (readonly [kind: string, count: number])[];
}

export function countRows(rows: readonly CoverageRow[]): Counts {
  const of = (status: CoverageRow['status']): readonly CoverageRow[] =>
    rows.filter((row) => row.status === status);
  const byKind = new Map<string, number>();
  for (const { requirement } of of('unmet')) {
    byKind.set(requirement.kind, (byKind.get(requirement.kind) ?? 0) + 1);
  }
  const kinds = [...byKind].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const isApart = ([kind]: readonly [string, number]): boolean =>
    (KINDS_APART as readonly string[]).includes(kind);
  return {
    rows: rows.length,
    met: of('met').length,
    unmet: of('unmet').length,
    planned: of('planned').length,
    unmetByKind: kinds.filter((one) => !isApart(one)),
    apart: kinds.filter(isApart),
  };
}

/** Rows that a strict run fails for. */
export function strictlyUnmet({ unmetByKind }: Counts): number {
  return unmetByKind.reduce((sum, [, count]) => sum + count, 0);
}

/** E.g. `beamline: 70 rows, 61 met, 9 unmet (behaviour 6, number 3); apart: alert 2`. */
export function countsText(preset: string, counts: Counts): string {
  const list = (kinds: Counts['apart']): string =>
    kinds.map(([kind, count]) => `${kind} ${count}`).join(', ');
  const kinds = counts.unmetByKind.length === 0 ? '' : ` (${list(counts.unmetByKind)})`;
  const planned = counts.planned === 0 ? '' : `, ${counts.planned} planned by the text itself`;
  const apart = counts.apart.length === 0 ? '' : `; of the unmet, counted apart: ${list(counts.apart)}`;
  return `${preset}: ${counts.rows} rows, ${counts.met} met, ${counts.unmet} unmet${kinds}${planned}${apart}`;
}
