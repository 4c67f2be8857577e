import { type Builder } from '@grafana/grafana-foundation-sdk/cog';
import * as common from '@grafana/grafana-foundation-sdk/common';
import {
  FieldColorBuilder,
  FieldColorModeId,
  type Panel,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from '@grafana/grafana-foundation-sdk/dashboard';
import * as logs from '@grafana/grafana-foundation-sdk/logs';
import * as stat from '@grafana/grafana-foundation-sdk/stat';
import * as table from '@grafana/grafana-foundation-sdk/table';
import * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';
import { type BoardContext } from './board';
import { datasourceRef } from './datasources';
import { describe } from './describe';
import { thresholdSteps, valueMappings } from './field-options';
import { type Position } from './grid';
import { alertLinks, urlLink } from './links';
import { type PanelSpec } from './panel';
import { arrangeColumns } from './render-columns';
import { renderTarget } from './render-target';

type PanelBuilder = logs.PanelBuilder | stat.PanelBuilder | table.PanelBuilder | timeseries.PanelBuilder;

/** The panel in dashboard schema v1. Id and position are ours: the SDK sets no id, and its layout leaves the grid. */
export function renderPanel(spec: PanelSpec, position: Position, context: BoardContext): Builder<Panel> {
  const builder = visualization(spec);
  const [first] = Object.values(spec.queries);
  if (first !== undefined) builder.datasource(datasourceRef(first.datasource));
  builder
    .id(spec.id)
    .title(spec.title)
    .description(describe(spec.description))
    .gridPos({ ...position })
    .unit(spec.unit)
    .noValue(spec.missing)
    .mappings(valueMappings(spec))
    .thresholds(
      new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(thresholdSteps(spec.threshold)),
    )
    .dataLinks(spec.dataLinks.map(urlLink))
    .targets(Object.entries(spec.queries).map(([refId, query]) => renderTarget(refId, query, spec.kind)));
  if (spec.min !== undefined) builder.min(spec.min);
  if (spec.max !== undefined) builder.max(spec.max);
  const links = (spec.alerts ?? []).flatMap((alert) => alertLinks(alert, context));
  if (links.length > 0) builder.links(links.map(urlLink));
  return builder;
}

function visualization(spec: PanelSpec): PanelBuilder {
  switch (spec.kind) {
    case 'timeseries':
      return lines(spec);
    case 'stat':
      return new stat.PanelBuilder()
        .colorScheme(color(FieldColorModeId.Thresholds))
        .colorMode(common.BigValueColorMode.Value)
        .graphMode(common.BigValueGraphMode.None)
        .textMode(common.BigValueTextMode.Auto)
        .reduceOptions(new common.ReduceDataOptionsBuilder().calcs(['lastNotNull']).values(false));
    case 'table':
    case 'traces':
      return arrangeColumns(new table.PanelBuilder().showHeader(true), spec);
    case 'logs':
      return new logs.PanelBuilder()
        .showTime(true)
        .wrapLogMessage(true)
        .enableLogDetails(true)
        .sortOrder(common.LogsSortOrder.Descending)
        .dedupStrategy(common.LogsDedupStrategy.None);
  }
}

function lines(spec: PanelSpec): timeseries.PanelBuilder {
  const builder = new timeseries.PanelBuilder()
    .colorScheme(color(FieldColorModeId.PaletteClassicByName))
    .lineWidth(1)
    .fillOpacity(spec.stacked ? 30 : 8)
    .showPoints(common.VisibilityMode.Never)
    .legend(
      new common.VizLegendOptionsBuilder()
        .showLegend(true)
        .displayMode(common.LegendDisplayMode.List)
        .placement(common.LegendPlacement.Bottom),
    )
    .tooltip(
      new common.VizTooltipOptionsBuilder()
        .mode(common.TooltipDisplayMode.Multi)
        .sort(common.SortOrder.Descending),
    );
  if (spec.stacked) builder.stacking(new common.StackingConfigBuilder().mode(common.StackingMode.Normal));
  if (spec.threshold !== undefined) {
    builder.thresholdsStyle(
      new common.GraphThresholdsStyleConfigBuilder().mode(common.GraphThresholdsStyleMode.Dashed),
    );
  }
  return builder;
}

function color(mode: FieldColorModeId): FieldColorBuilder {
  return new FieldColorBuilder().mode(mode);
}
