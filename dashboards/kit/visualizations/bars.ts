import * as bargauge from '@grafana/grafana-foundation-sdk/bargauge';
import * as common from '@grafana/grafana-foundation-sdk/common';
import { FieldColorModeId } from '@grafana/grafana-foundation-sdk/dashboard';
import { type PanelSpec } from '../panel';
import { color } from './color';
import { lastValue } from './legend';

/** A bar for each series, below each other: which is the largest? */
export function bars(spec: PanelSpec): bargauge.PanelBuilder {
  const mode =
    spec.threshold === undefined ? FieldColorModeId.PaletteClassicByName : FieldColorModeId.Thresholds;
  return new bargauge.PanelBuilder()
    .colorScheme(color(mode))
    .displayMode(common.BarGaugeDisplayMode.Basic)
    .orientation(common.VizOrientation.Horizontal)
    .valueMode(common.BarGaugeValueMode.Text)
    .showUnfilled(true)
    .reduceOptions(lastValue());
}
