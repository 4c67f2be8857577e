import {
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  VariableHide,
  type VariableModel,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { type Builder } from '@grafana/grafana-foundation-sdk/cog';
import { type Expression, type Queries, type Where } from '../../alerts/promql';
import { DATASOURCES, type LabelKey, type MetricId } from '../../instrumentation/contract';
import { type DatasourceKind } from './board';
import { DATASOURCE_VARIABLES, datasourceRef } from './datasources';
import { ALL_VALUE, VARIABLES, type VariableName } from './variable-names';

/** The variables that choose the datasources; only the one for metrics is shown. */
export function datasourceVariables(): Builder<VariableModel>[] {
  return [
    datasourceVariable('prometheus', 'Metrics'),
    datasourceVariable('loki', 'Logs'),
    datasourceVariable('tempo', 'Traces'),
  ];
}

function datasourceVariable(kind: DatasourceKind, label: string): Builder<VariableModel> {
  return new DatasourceVariableBuilder(DATASOURCE_VARIABLES[kind])
    .label(label)
    .type(kind)
    .current({ selected: true, text: label, value: DATASOURCES[kind] })
    .allowCustomValue(false)
    .hide(kind === 'prometheus' ? VariableHide.DontHide : VariableHide.HideVariable);
}

/** The variables that choose gateways: environment, and service within it. */
export function gatewayVariables(gateways: Queries): Builder<VariableModel>[] {
  const environment = { regex: '$environment' } as const;
  return [
    labelVariable('environment', 'environment', gateways.series('prometheus.up')),
    labelVariable('service', 'service', gateways.series('prometheus.up', { environment })),
  ];
}

/**
 * A variable over the values that a label of a metric has: several at once, or all.
 * @param where narrows the series further, e.g. to what the variable before it has chosen
 * @throws Error if the preset does not expose the metric with that label
 */
export function dimension<I extends MetricId>(
  q: Queries,
  name: VariableName,
  id: I,
  key: LabelKey<I>,
  where?: Where<I>,
): Builder<VariableModel> {
  return labelVariable(name, q.label(id, key), q.presence(id, where));
}

function labelVariable(name: VariableName, label: string, of: Expression): Builder<VariableModel> {
  const query = `label_values(${of.text}, ${label})`;
  return new QueryVariableBuilder(name)
    .label(VARIABLES[name])
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
