import { type PanelBuilder } from '@grafana/grafana-foundation-sdk/table';
import { type Column, type PanelSpec } from './panel';

/** Joins the queries of a table on one label, keeps the columns that the panel names, in order, with their titles. */
export function arrangeColumns(builder: PanelBuilder, spec: PanelSpec): PanelBuilder {
  const columns = spec.columns ?? [];
  if (columns.length === 0) return builder;
  if (spec.joinBy !== undefined) {
    builder.withTransformation({ id: 'joinByField', options: { byField: spec.joinBy, mode: 'outer' } });
  }
  // An outer join numbers the fields that several queries return (`Time 1`, `Time 2`): name what stays instead.
  builder.withTransformation({
    id: 'filterFieldsByName',
    options: { include: { names: columns.map((column) => column.field) } },
  });
  builder.withTransformation({ id: 'organize', options: organize(columns) });
  for (const { title, unit } of columns) {
    if (unit !== undefined) builder.overrideByName(title, [{ id: 'unit', value: unit }]);
  }
  return builder;
}

function organize(columns: readonly Column[]): object {
  return {
    indexByName: Object.fromEntries(columns.map((column, index) => [column.field, index])),
    renameByName: Object.fromEntries(columns.map((column) => [column.field, column.title])),
    excludeByName: {},
  };
}
