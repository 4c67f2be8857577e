import * as common from '@grafana/grafana-foundation-sdk/common';
import { FieldColorModeId } from '@grafana/grafana-foundation-sdk/dashboard';
import * as stat from '@grafana/grafana-foundation-sdk/stat';
import { color } from './color';
import { lastValue } from './legend';

/** Large numbers, one for each series. */
export function numbers(): stat.PanelBuilder {
  return new stat.PanelBuilder()
    .colorScheme(color(FieldColorModeId.Thresholds))
    .colorMode(common.BigValueColorMode.Value)
    .graphMode(common.BigValueGraphMode.None)
    .textMode(common.BigValueTextMode.Auto)
    .reduceOptions(lastValue());
}
