/** A row of a table with its line number in the file, cells by column name. */
export interface TableRow<C extends string> {
  readonly line: number;
  readonly cells: Readonly<Record<C, string>>;
}

export interface Table<C extends string> {
  readonly rows: readonly TableRow<C>[];
  readonly problems: readonly string[];
}

/** Reads tab-separated text with a header of exactly these columns; rows of another width are reported and left out. */
export function parseTable<C extends string>(file: string, text: string, columns: readonly C[]): Table<C> {
  const lines = text.split('\n');
  const problems: string[] = [];
  if (lines[0] !== columns.join('\t')) {
    problems.push(`${file}:1: header is "${lines[0]}"; it must be: ${columns.join(', ')}, separated by tabs`);
  }
  if (lines.at(-1) !== '') problems.push(`${file}: must end with a line break`);
  const rows = lines.slice(1, -1).flatMap((line, i): TableRow<C>[] => {
    const values = line.split('\t');
    if (values.length === columns.length) {
      const cells = Object.fromEntries(columns.map((column, c) => [column, values[c] ?? '']));
      return [{ line: i + 2, cells: cells as Record<C, string> }];
    }
    problems.push(`${file}:${i + 2}: has ${values.length} columns; it must have ${columns.length}`);
    return [];
  });
  return { rows, problems };
}
