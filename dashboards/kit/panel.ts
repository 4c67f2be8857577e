import { type AlertName } from '../../alerts';
import { type Expression } from '../../alerts/promql';
import { type BoardName } from '../../instrumentation/contract';

/** The text behind a panel's "i": each part is one or two sentences. */
export interface Description {
  /** What the panel shows. */
  readonly shows: string;
  /** Which picture is bad. */
  readonly bad: string;
  /** What to do next when it is. */
  readonly next: string;
}

export interface PrometheusQuery {
  readonly datasource: 'prometheus';
  readonly expression: Expression;
  readonly legend: string;
  readonly mode: 'range' | 'instant';
  /** Ask for exemplars too: points that lead to a trace. */
  readonly exemplar: boolean;
  /** 0 while all is well. A proof then demands 0, not absence, and more than 0 under a fault. */
  readonly quietWhenHealthy: boolean;
}

export interface LokiQuery {
  readonly datasource: 'loki';
  /** LogQL. */
  readonly expr: string;
  readonly legend: string;
  /** No lines while all is well. */
  readonly quietWhenHealthy: boolean;
}

export interface TempoQuery {
  readonly datasource: 'tempo';
  /** TraceQL. */
  readonly expr: string;
  /** Why a live proof cannot run this query, where that is so. */
  readonly excused?: string;
}

export type Query = PrometheusQuery | LokiQuery | TempoQuery;

/** A limit that the panel draws. It comes from the alert's own constant where an alert watches the same thing. */
export interface Threshold {
  /** In the panel's unit. */
  readonly value: number;
  readonly bad: 'above' | 'below';
  /** From where on the good side is no longer green but yellow, in the panel's unit. Default: nothing is yellow. */
  readonly warning?: number;
}

/** Text, and colour where it says good or bad, that stands for a value. */
export interface ValueText {
  readonly text: string;
  readonly color: string;
}

/** A link on a value or a panel. The URL may hold Grafana variables. */
export interface Link {
  readonly title: string;
  readonly url: string;
  /** The board that it leads to: a preset without that board has no such link. */
  readonly board?: BoardName;
}

/** A column of a table, in order. */
export interface Column {
  /** Field that the queries return: a label name, or `Value #<refId>`. */
  readonly field: string;
  readonly title: string;
  /** Grafana unit id. */
  readonly unit?: string;
  /** Links on its cells, in place of the panel's; `${__value.raw}` is the cell, `${__data.fields["Title"]}` another. */
  readonly links?: readonly Link[];
  /** Draw a bar behind the number. */
  readonly bar?: boolean;
}

/**
 * - `timeseries`, `stat`, `table`, `logs`, `heatmap`, `gauge`, `pie`: Grafana's of that name
 * - `traces`: a table of the traces that a search finds
 * - `states`: a state timeline, a lane for each series
 * - `bars`: a bar gauge, a bar for each series
 * - `boards`: a list of boards; the only kind without queries
 */
export type PanelKind =
  | 'timeseries'
  | 'stat'
  | 'table'
  | 'logs'
  | 'traces'
  | 'states'
  | 'heatmap'
  | 'bars'
  | 'gauge'
  | 'pie'
  | 'boards';

/** A panel, independent of the schema version that it is written in. */
export interface PanelSpec {
  /** Part of deep links (`viewPanel=`): never changes, is never reused on its board. */
  readonly id: number;
  readonly kind: PanelKind;
  readonly title: string;
  readonly description: Description;
  /** Columns of the 24-column grid. */
  readonly width: number;
  /** Grid rows of 30 pixels. */
  readonly height: number;
  /** Grafana unit id. */
  readonly unit: string;
  readonly min?: number;
  readonly max?: number;
  /** Queries by refId. */
  readonly queries: Readonly<Record<string, Query>>;
  /** Shown when nothing came back: nobody exposes the metric, or nothing is scraped. */
  readonly missing: string;
  /** Shown for NaN: the metric is there, but nothing happened that a ratio or quantile could be made of. */
  readonly idle?: string;
  /** Text for single values, e.g. `{ 0: 'ok', 1: { text: 'degraded', color: 'red' } }`. */
  readonly valueTexts?: Readonly<Record<string, string | ValueText>>;
  /** Text for values from `from` on. */
  readonly rangeText?: { readonly from: number; readonly text: string };
  readonly threshold?: Threshold;
  /** Alerts that watch what the panel shows; their runbooks and rules are linked from its corner. */
  readonly alerts?: readonly AlertName[];
  /** Links on the drawn values. */
  readonly dataLinks: readonly Link[];
  readonly stacked?: boolean;
  /** Time series: bars in place of lines. */
  readonly bars?: boolean;
  /** Tables: the columns, joined on `joinBy` where there is more than one query. */
  readonly columns?: readonly Column[];
  readonly joinBy?: string;
  /** Lists of boards: the tags that a board must have. */
  readonly boardTags?: readonly string[];
}

/** A titled row of panels. */
export interface RowSpec {
  readonly id: number;
  readonly title: string;
  readonly panels: readonly PanelSpec[];
}
