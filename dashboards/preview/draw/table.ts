import { type FieldConfig } from '@grafana/grafana-foundation-sdk/dashboard';
import { type DrawInput } from '../draw';
import { type Drawing, type DrawnCell } from '../drawing';
import { configOf } from '../fields/field';
import { type Cell, type Table, tableOf } from '../fields/table';
import { drawnLink } from '../links';
import { colorOf } from '../values/palette';
import { shown } from '../values/shown';

/** Rows as the panel's transformations arrange them. */
export function drawTable(input: DrawInput): Drawing | undefined {
  const table = tableOf(input.panel, input.answers);
  if (table.rows.length === 0) return undefined;
  const configs = new Map(table.columns.map((column) => [column, configOf(input.panel, column)]));
  const most = new Map(table.columns.map((column) => [column, largest(table, column)]));
  return {
    kind: 'table',
    head: table.columns,
    notes: table.notes,
    rows: table.rows.map((row) =>
      table.columns.map((column) => {
        const config = configs.get(column) ?? {};
        return drawnCell(row[column], config, most.get(column) ?? 0, row, input);
      }),
    ),
  };
}

function drawnCell(
  value: Cell,
  config: FieldConfig,
  most: number,
  row: Table['rows'][number],
  { links }: DrawInput,
): DrawnCell {
  const isNumber = typeof value === 'number';
  const look = isNumber ? shown(value, config) : { text: value ?? '', color: colorOf('text') };
  const asText = (cell: Cell): string => String(cell ?? '');
  const [link] = ownLinks(config);
  const clicked = {
    value: asText(value),
    row: Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, asText(cell)])),
  };
  return {
    ...look,
    isNumber,
    ...(link === undefined ? {} : { link: drawnLink(link, links, clicked) }),
    ...(isNumber && hasBar(config) && most > 0 ? { bar: Math.max(0, Math.min(value / most, 1)) } : {}),
  };
}

/** Links of a column are about its cells; the panel's own are in its menu. */
function ownLinks({ links = [] }: FieldConfig) {
  return links.filter(({ url }) => url?.includes('${__value') ?? false);
}

function hasBar({ custom }: FieldConfig): boolean {
  return (custom as { cellOptions?: { type?: string } } | undefined)?.cellOptions?.type === 'gauge';
}

function largest({ rows }: Table, column: string): number {
  const values = rows.map((row) => row[column]).filter((cell): cell is number => typeof cell === 'number');
  return Math.max(0, ...values.filter(Number.isFinite));
}
