import * as common from '@grafana/grafana-foundation-sdk/common';
import { FieldColorModeId } from '@grafana/grafana-foundation-sdk/dashboard';
import * as piechart from '@grafana/grafana-foundation-sdk/piechart';
import { color } from './color';
import { lastValue } from './legend';

/** Parts of a whole. */
export function parts(): piechart.PanelBuilder {
  return new piechart.PanelBuilder()
    .colorScheme(color(FieldColorModeId.PaletteClassicByName))
    .pieType(piechart.PieChartType.Donut)
    .reduceOptions(lastValue())
    .legend(
      new piechart.PieChartLegendOptionsBuilder()
        .showLegend(true)
        .displayMode(common.LegendDisplayMode.Table)
        .placement(common.LegendPlacement.Right)
        .values([piechart.PieChartLegendValues.Value, piechart.PieChartLegendValues.Percent]),
    );
}
