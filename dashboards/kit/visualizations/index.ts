import * as table from '@grafana/grafana-foundation-sdk/table';
import type * as bargauge from '@grafana/grafana-foundation-sdk/bargauge';
import type * as dashboardlist from '@grafana/grafana-foundation-sdk/dashboardlist';
import type * as gauge from '@grafana/grafana-foundation-sdk/gauge';
import type * as heatmap from '@grafana/grafana-foundation-sdk/heatmap';
import type * as logs from '@grafana/grafana-foundation-sdk/logs';
import type * as piechart from '@grafana/grafana-foundation-sdk/piechart';
import type * as stat from '@grafana/grafana-foundation-sdk/stat';
import type * as statetimeline from '@grafana/grafana-foundation-sdk/statetimeline';
import type * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';
import { type PanelKind, type PanelSpec } from '../panel';
import { bars } from './bars';
import { boardList } from './board-list';
import { arrangeColumns } from './columns';
import { dial } from './gauge';
import { buckets } from './heatmap';
import { lines } from './lines';
import { logLines } from './log-lines';
import { parts } from './pie';
import { numbers } from './stat';
import { states } from './states';

export type PanelBuilder =
  | bargauge.PanelBuilder
  | dashboardlist.PanelBuilder
  | gauge.PanelBuilder
  | heatmap.PanelBuilder
  | logs.PanelBuilder
  | piechart.PanelBuilder
  | stat.PanelBuilder
  | statetimeline.PanelBuilder
  | table.PanelBuilder
  | timeseries.PanelBuilder;

const cells = (spec: PanelSpec): table.PanelBuilder =>
  arrangeColumns(new table.PanelBuilder().showHeader(true), spec);

const VISUALIZATIONS: Readonly<Record<PanelKind, (spec: PanelSpec) => PanelBuilder>> = {
  timeseries: lines,
  stat: numbers,
  table: cells,
  traces: cells,
  logs: logLines,
  states,
  heatmap: buckets,
  bars,
  gauge: dial,
  pie: parts,
  boards: boardList,
};

/** The visualization of a panel with its options; what every panel has (title, unit, queries) is not yet set. */
export function visualization(spec: PanelSpec): PanelBuilder {
  return VISUALIZATIONS[spec.kind](spec);
}
