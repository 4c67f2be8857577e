import * as common from '@grafana/grafana-foundation-sdk/common';
import { FieldColorModeId } from '@grafana/grafana-foundation-sdk/dashboard';
import * as statetimeline from '@grafana/grafana-foundation-sdk/statetimeline';
import { color } from './color';
import { legend, tooltip } from './legend';

/** A lane for each series, coloured by its state at each moment. */
export function states(): statetimeline.PanelBuilder {
  return new statetimeline.PanelBuilder()
    .colorScheme(color(FieldColorModeId.Thresholds))
    .mergeValues(true)
    .showValue(common.VisibilityMode.Auto)
    .rowHeight(0.8)
    .lineWidth(0)
    .fillOpacity(80)
    .legend(legend())
    .tooltip(tooltip());
}
