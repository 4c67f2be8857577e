/** Where the spans of one case went, by the gateway's own count and by what came out at the other end. */
export interface ExportRow {
  readonly name: string;
  readonly ended: number;
  readonly exported: number;
  readonly queued: number;
  /** On disk. */
  readonly spilled?: number;
  /** Taken over from earlier processes, which had left them on disk. */
  readonly recovered?: number;
  /** By reason; reasons without a drop may be missing. */
  readonly dropped: Readonly<Record<string, number>>;
  /** Different span ids that the sink has. */
  readonly received: number;
  /** Spans that the sink has got more than once, from calls whose answer was lost. */
  readonly duplicates: number;
  readonly note?: string;
}

/** Counts the different ids, and the repetitions. */
export function uniqueOf(spans: readonly { readonly spanId: string }[]): {
  received: number;
  duplicates: number;
} {
  const received = new Set(spans.map(({ spanId }) => spanId)).size;
  return { received, duplicates: spans.length - received };
}

/** What does not add up in a row; empty if everything does. */
export function imbalance(row: ExportRow): readonly string[] {
  const lost = Object.values(row.dropped).reduce((sum, count) => sum + count, 0);
  return [
    ...(row.ended + (row.recovered ?? 0) === row.exported + row.queued + (row.spilled ?? 0) + lost
      ? []
      : ['ended + recovered != exported + queued + spilled + dropped']),
    ...(row.exported === row.received ? [] : ['exported != received']),
    ...(row.ended > 0 ? [] : ['nothing ended']),
  ];
}

/** The rows as a table for people. */
export function exportTable(rows: readonly ExportRow[]): string {
  const cells = [
    ['case', 'ended', 'exported', 'queued', 'dropped', 'received', 'twice', ''],
    ...rows.map((row) => [
      row.name,
      ...[row.ended, row.exported, row.queued].map(String),
      droppedText(row.dropped),
      ...[row.received, row.duplicates].map(String),
      row.note ?? '',
    ]),
  ];
  const widths =
    cells[0]?.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0))) ?? [];
  return cells
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

function droppedText(dropped: ExportRow['dropped']): string {
  const some = Object.entries(dropped).filter(([, count]) => count > 0);
  return some.length === 0 ? '0' : some.map(([reason, count]) => `${reason} ${count}`).join(', ');
}
