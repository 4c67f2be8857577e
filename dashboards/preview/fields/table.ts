import { type Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { type TargetJson } from '../../kit/targets';
import { type Answer, type Series } from '../../query/answer';
import { type Answers } from './field';

export type Cell = string | number | undefined;

/** Rows by the names of their fields. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, Cell>>[];
  /** What of the model was left out, as sentences. */
  readonly notes: readonly string[];
}

/** The answers of a table panel as rows, with the panel's transformations applied. */
export function tableOf(panel: Panel, answers: Answers): Table {
  const frames = ((panel.targets ?? []) as readonly TargetJson[]).flatMap(({ refId = '' }) => {
    const answer = answers.get(refId);
    return answer === undefined || answer instanceof Error ? [] : [frameOf(refId, answer)];
  });
  // With one query Grafana calls its value "Value"; with more, each has the refId behind it. Both names are understood.
  let table: Table = { columns: [], rows: [], notes: [] };
  const joins = (panel.transformations ?? []).find(({ id }) => id === 'joinByField');
  const byField = (joins?.options as { byField?: string } | undefined)?.byField;
  table = byField === undefined ? appended(frames) : joined(frames, byField);
  for (const { id, options } of panel.transformations ?? []) {
    if (id === 'joinByField') continue;
    const apply = TRANSFORMATIONS[id];
    table =
      apply === undefined
        ? { ...table, notes: [...table.notes, `transformation "${id}" is not applied here`] }
        : apply(table, (options ?? {}) as Options);
  }
  return table;
}

function frameOf(refId: string, answer: Answer): Table {
  switch (answer.kind) {
    case 'series': {
      const value = `Value #${refId}`;
      const labels = [...new Set(answer.series.flatMap((series) => Object.keys(series.labels)))];
      return {
        columns: ['Time', ...labels, value],
        rows: answer.series.map((series) => rowOf(series, value)),
        notes: [],
      };
    }
    case 'traces':
      return {
        columns: ['Trace ID', 'Start time', 'Service', 'Name', 'Duration'],
        rows: answer.traces.map(({ traceId, at, service, name, milliseconds }) => ({
          'Trace ID': traceId,
          'Start time': new Date(at).toISOString(),
          Service: service,
          Name: name,
          Duration: milliseconds / 1000,
        })),
        notes: [],
      };
    case 'lines':
      return {
        columns: ['Time', 'Line'],
        rows: answer.lines.map(({ at, line }) => ({ Time: new Date(at).toISOString(), Line: line })),
        notes: [],
      };
  }
}

function rowOf({ labels, points }: Series, value: string): Readonly<Record<string, Cell>> {
  const last = points.at(-1);
  return {
    Time: last === undefined ? undefined : new Date(last[0]).toISOString(),
    ...labels,
    [value]: last?.[1],
  };
}

function appended(frames: readonly Table[]): Table {
  return {
    columns: [...new Set(frames.flatMap(({ columns }) => columns))],
    rows: frames.flatMap(({ rows }) => rows),
    notes: [],
  };
}

/** Rows with the same value in the field become one. */
function joined(frames: readonly Table[], field: string): Table {
  const rows = new Map<Cell, Record<string, Cell>>();
  for (const row of frames.flatMap((frame) => frame.rows)) {
    rows.set(row[field], { ...rows.get(row[field]), ...row });
  }
  return { columns: appended(frames).columns, rows: [...rows.values()], notes: [] };
}

type Options = Readonly<Record<string, unknown>>;

const TRANSFORMATIONS: Readonly<Record<string, (table: Table, options: Options) => Table>> = {
  merge: (table) => table,
  filterFieldsByName: (table, options) => {
    const names = (options['include'] as { names?: string[] } | undefined)?.names;
    if (names === undefined) return table;
    const known = names.flatMap((name) => actualName(table, name) ?? []);
    return { ...table, columns: known };
  },
  organize: (table, options) => {
    const order = (options['indexByName'] ?? {}) as Record<string, number>;
    const titles = (options['renameByName'] ?? {}) as Record<string, string>;
    const hidden = (options['excludeByName'] ?? {}) as Record<string, boolean>;
    const place = (name: string): number => named(order, name) ?? Number.MAX_SAFE_INTEGER;
    const kept = table.columns.filter((name) => named(hidden, name) !== true);
    const sorted = [...kept].sort((a, b) => place(a) - place(b));
    const title = (name: string): string => named(titles, name) ?? name;
    return {
      ...table,
      columns: sorted.map(title),
      rows: table.rows.map((row) => Object.fromEntries(sorted.map((name) => [title(name), row[name]]))),
    };
  },
  sortBy: (table, options) => {
    const [by] = (options['sort'] ?? []) as { field: string; desc?: boolean }[];
    if (by === undefined) return table;
    const sign = by.desc === true ? -1 : 1;
    const rows = [...table.rows].sort((a, b) => sign * compare(a[by.field], b[by.field]));
    return { ...table, rows };
  },
  limit: (table, options) => ({ ...table, rows: table.rows.slice(0, Number(options['limitField'] ?? 10)) }),
};

function compare(a: Cell, b: Cell): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
}

/** `Value` is the only value column, whatever its refId. */
function actualName({ columns }: Table, name: string): string | undefined {
  if (columns.includes(name)) return name;
  return name === 'Value' ? columns.find((column) => column.startsWith('Value #')) : undefined;
}

function named<T>(options: Readonly<Record<string, T>>, name: string): T | undefined {
  return options[name] ?? (name.startsWith('Value #') ? options['Value'] : undefined);
}
