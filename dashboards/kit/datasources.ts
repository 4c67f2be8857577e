import { type DataSourceRef } from '@grafana/grafana-foundation-sdk/common';
import { type DatasourceKind } from './board';

/** Names of the board variables that hold a datasource. */
export const DATASOURCE_VARIABLES: Readonly<Record<DatasourceKind, string>> = {
  prometheus: 'datasource',
  loki: 'loki',
  tempo: 'tempo',
};

/** Reference to the datasource that the board's variable names. */
export function datasourceRef(kind: DatasourceKind): DataSourceRef {
  return { type: kind, uid: `\${${DATASOURCE_VARIABLES[kind]}}` };
}
