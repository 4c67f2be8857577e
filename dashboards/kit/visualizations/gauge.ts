import { FieldColorModeId } from '@grafana/grafana-foundation-sdk/dashboard';
import * as gauge from '@grafana/grafana-foundation-sdk/gauge';
import { color } from './color';
import { lastValue } from './legend';

/** A dial between `min` and `max` with the threshold on its rim. */
export function dial(): gauge.PanelBuilder {
  return new gauge.PanelBuilder()
    .colorScheme(color(FieldColorModeId.Thresholds))
    .showThresholdMarkers(true)
    .reduceOptions(lastValue());
}
