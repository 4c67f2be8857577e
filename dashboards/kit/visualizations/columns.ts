import { type DynamicConfigValue } from '@grafana/grafana-foundation-sdk/dashboard';
import { type PanelBuilder } from '@grafana/grafana-foundation-sdk/table';
import { type Column, type PanelSpec } from '../panel';

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
  for (const column of columns) {
    const properties = overrides(column);
    if (properties.length > 0) builder.overrideByName(column.title, properties);
  }
  return builder;
}

function overrides({ unit, links, bar }: Column): DynamicConfigValue[] {
  return [
    ...(unit === undefined ? [] : [{ id: 'unit', value: unit }]),
    ...(links === undefined ? [] : [{ id: 'links', value: links.map(({ title, url }) => ({ title, url })) }]),
    ...(bar === true ? [{ id: 'custom.cellOptions', value: { type: 'gauge', mode: 'basic' } }] : []),
  ];
}

function organize(columns: readonly Column[]): object {
  return {
    indexByName: Object.fromEntries(columns.map((column, index) => [column.field, index])),
    renameByName: Object.fromEntries(columns.map((column) => [column.field, column.title])),
    excludeByName: {},
  };
}
