import { type Builder, type Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import * as loki from '@grafana/grafana-foundation-sdk/loki';
import * as prometheus from '@grafana/grafana-foundation-sdk/prometheus';
import * as tempo from '@grafana/grafana-foundation-sdk/tempo';
import { datasourceRef } from './datasources';
import { type PanelKind, type PrometheusQuery, type Query } from './panel';

// More would not be read on a board; Explore, one click away, has them all.
export const MOST_LOG_LINES = 200;
export const MOST_TRACES = 20;

const FORMATS: Readonly<Partial<Record<PanelKind, prometheus.PromQueryFormat>>> = {
  table: prometheus.PromQueryFormat.Table,
  heatmap: prometheus.PromQueryFormat.Heatmap,
};

/** The query as a target of the dashboard schema, under the refId given: the SDK sets none. */
export function renderTarget(refId: string, query: Query, panel: PanelKind): Builder<Dataquery> {
  const ref = datasourceRef(query.datasource);
  switch (query.datasource) {
    case 'prometheus':
      return prometheusTarget(query, panel).refId(refId).datasource(ref);
    case 'loki':
      return new loki.DataqueryBuilder()
        .expr(query.expr)
        .legendFormat(query.legend)
        .queryType(loki.LokiQueryType.Range)
        .maxLines(MOST_LOG_LINES)
        .refId(refId)
        .datasource(ref);
    case 'tempo':
      return new tempo.DataqueryBuilder()
        .queryType(tempo.TempoQueryType.Traceql)
        .tableType(tempo.SearchTableType.Traces)
        .query(query.expr)
        .limit(MOST_TRACES)
        .refId(refId)
        .datasource(ref);
  }
}

function prometheusTarget(query: PrometheusQuery, panel: PanelKind): prometheus.DataqueryBuilder {
  const target = new prometheus.DataqueryBuilder()
    .editorMode(prometheus.QueryEditorMode.Code)
    .expr(query.expression.text)
    .exemplar(query.exemplar)
    .format(FORMATS[panel] ?? prometheus.PromQueryFormat.TimeSeries);
  if (query.legend !== '') target.legendFormat(query.legend);
  return query.mode === 'instant' ? target.instant() : target.range();
}
