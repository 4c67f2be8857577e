import {
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  VariableHide,
  type VariableModel,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { type Builder } from '@grafana/grafana-foundation-sdk/cog';
import { type Expression } from '../../alerts/promql';
import { DATASOURCES } from '../../instrumentation/contract';
import { type DatasourceKind } from './board';
import { DATASOURCE_VARIABLES, datasourceRef } from './datasources';

/** What "All" stands for. It also matches series that lack the label, so no source has to carry every label. */
export const ALL_VALUE = '.*';

/** Values of the variables as with "All" chosen for each. */
export const ALL_VARIABLES = { environment: ALL_VALUE, service: ALL_VALUE, route: ALL_VALUE } as const;

/** The variable that chooses the datasource of a kind; only the one for metrics is shown. */
export function datasourceVariable(kind: DatasourceKind, label: string): Builder<VariableModel> {
  return new DatasourceVariableBuilder(DATASOURCE_VARIABLES[kind])
    .label(label)
    .type(kind)
    .current({ selected: true, text: label, value: DATASOURCES[kind] })
    .allowCustomValue(false)
    .hide(kind === 'prometheus' ? VariableHide.DontHide : VariableHide.HideVariable);
}

/** A variable over the values that `label` has in the series of `of`: several at once, or all. */
export function labelVariable(
  name: keyof typeof ALL_VARIABLES,
  title: string,
  label: string,
  of: Expression,
): Builder<VariableModel> {
  const query = `label_values(${of.text}, ${label})`;
  return new QueryVariableBuilder(name)
    .label(title)
    .datasource(datasourceRef('prometheus'))
    .query({ query, refId: `variable-${name}` })
    .definition(query)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc)
    .multi(true)
    .includeAll(true)
    .allValue(ALL_VALUE)
    .allowCustomValue(false)
    .current({ selected: true, text: ['All'], value: ['$__all'] });
}
