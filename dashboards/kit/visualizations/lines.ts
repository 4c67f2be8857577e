import * as common from '@grafana/grafana-foundation-sdk/common';
import { FieldColorModeId } from '@grafana/grafana-foundation-sdk/dashboard';
import * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';
import { type PanelSpec } from '../panel';
import { color } from './color';
import { legend, tooltip } from './legend';

/** Values over time: lines, or bars for events that are rare enough to be counted one by one. */
export function lines(spec: PanelSpec): timeseries.PanelBuilder {
  const builder = new timeseries.PanelBuilder()
    .colorScheme(color(FieldColorModeId.PaletteClassicByName))
    .lineWidth(1)
    .fillOpacity(spec.bars ? 70 : spec.stacked ? 30 : 8)
    .showPoints(common.VisibilityMode.Never)
    .legend(legend())
    .tooltip(tooltip());
  if (spec.bars) builder.drawStyle(common.GraphDrawStyle.Bars);
  if (spec.stacked) builder.stacking(new common.StackingConfigBuilder().mode(common.StackingMode.Normal));
  if (spec.threshold !== undefined) {
    builder.thresholdsStyle(
      new common.GraphThresholdsStyleConfigBuilder().mode(common.GraphThresholdsStyleMode.Dashed),
    );
  }
  return builder;
}
